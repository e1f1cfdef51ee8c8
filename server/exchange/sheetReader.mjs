/** The thread that unpacks a workbook: counts what really comes out of the archive before anything is parsed, then answers the first sheet as text. */
import { parentPort, workerData } from 'node:worker_threads'
import readXlsx from 'read-excel-file/node'
import yauzl from 'yauzl'

const { path, unpacked, rows: mostRows, columns: mostColumns } = workerData

/** Reads every entry and throws it away: the sizes that an archive declares may be lies. */
function measure() {
  return new Promise((done, failed) => {
    yauzl.open(path, { lazyEntries: true, validateEntrySizes: true }, (error, archive) => {
      if (error) return failed(error)
      let size = 0
      let entries = 0
      archive.on('error', failed)
      archive.on('end', done)
      archive.on('entry', (entry) => {
        entries += 1
        if (entries > 2000 || size + entry.uncompressedSize > unpacked) return failed(new Error('large'))
        archive.openReadStream(entry, (fault, stream) => {
          if (fault) return failed(fault)
          stream.on('error', failed)
          stream.on('data', (chunk) => {
            size += chunk.length
            if (size > unpacked) {
              stream.destroy()
              failed(new Error('large'))
            }
          })
          stream.on('end', () => archive.readEntry())
        })
      })
      archive.readEntry()
    })
  })
}

/** A cell as the text a person reads: days without a time, instants without a zone, numbers without noise. */
function text(cell) {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return ''
    const instant = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString()
    return instant.endsWith('T00:00:00.000Z') ? instant.slice(0, 10) : instant.slice(0, 19).replace('T', ' ')
  }
  return typeof cell === 'number' && Number.isFinite(cell) ? plain(cell) : String(cell)
}

/** Without exponent: 1e21 and 1e-7 are written out. */
function plain(number) {
  const short = String(number)
  return /e/.test(short) ? number.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }) : short
}

try {
  await measure()
  const [sheet] = await readXlsx(path)
  const data = sheet?.data ?? []
  if (data.length > mostRows + 1 || data.some((row) => row.length > mostColumns)) throw new Error('large')
  parentPort.postMessage({ rows: data.map((row) => row.map(text)) })
} catch (error) {
  parentPort.postMessage({ fault: error instanceof Error && error.message === 'large' ? 'large' : 'unreadable' })
}
