/** Reads CSV as a stream: UTF-8 with or without BOM, UTF-16 with BOM, else GB18030; comma, semicolon or tab; gzipped or not. */
import { createReadStream } from 'node:fs'
import { type Readable, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { malformed, Refusal } from '../errors.ts'
import { CsvRows } from './csvRows.ts'
import { columnNames, noTable, type Row, type Source } from './rows.ts'

/** Bytes after unpacking at most: a gzip bomb ends here. */
export const mostUnpacked = 1024 * 1024 * 1024
const mostColumns = 300

function bytesOf(path: string, packed: boolean): Readable {
  const raw = createReadStream(path)
  if (!packed) return raw
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      done(
        size > mostUnpacked
          ? new Refusal(413, 'tooLarge', ['解压后超过 1 GB，请拆分文件。', 'It unpacks to more than 1 GB: split the file.'])
          : null,
        chunk,
      )
    },
  })
  const unpacked = raw.pipe(createGunzip()).on('error', () => meter.destroy(malformed('压缩文件已损坏。', 'The gzip file is damaged.')))
  return unpacked.pipe(meter)
}

/** The encoding by looking at every byte once: what is no valid UTF-8 is GB18030. */
export async function encodingOf(path: string, packed: boolean): Promise<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of bytesOf(path, packed) as AsyncIterable<Buffer>) {
      if (first && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
      if (first && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
      first = false
      utf8.decode(chunk, { stream: true })
    }
    utf8.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030'
    throw error
  }
}

/** The delimiter that the first line has most of. */
async function delimiterOf(path: string, packed: boolean, encoding: string): Promise<string> {
  const stream = bytesOf(path, packed)
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    stream.destroy()
    const line = new TextDecoder(encoding).decode(chunk.subarray(0, 65_536)).split(/\r?\n/, 1)[0] ?? ''
    const plain = line.replace(/"[^"]*"/g, '')
    return [',', '\t', ';'].map((sign) => [sign, plain.split(sign).length] as const).sort((a, b) => b[1] - a[1])[0]?.[0] ?? ','
  }
  return ','
}

async function* records(path: string, packed: boolean, encoding: string, delimiter: string): AsyncGenerator<Row[]> {
  const decoder = new TextDecoder(encoding)
  const rows = new CsvRows(delimiter)
  for await (const chunk of bytesOf(path, packed) as AsyncIterable<Buffer>) yield rows.take(decoder.decode(chunk, { stream: true }))
  yield rows.take(decoder.decode(), true)
}

/** A CSV file as a source of rows; `found` is its encoding when it was looked at before. */
export async function openCsv(path: string, packed: boolean, found?: string): Promise<Source> {
  const encoding = found ?? (await encodingOf(path, packed))
  const delimiter = await delimiterOf(path, packed, encoding)
  const all = () => records(path, packed, encoding, delimiter)
  const beginning = all()
  let header: Row | undefined
  for await (const rows of beginning) {
    header = rows[0]
    if (header) break
  }
  if (!header) throw noTable()
  if (header.cells.length > mostColumns) throw malformed(`列数超过 ${mostColumns}。`, `There are more than ${mostColumns} columns.`)
  const { line } = header
  return {
    columns: columnNames(header.cells),
    encoding,
    async *pages() {
      for await (const rows of all()) yield rows[0] && rows[0].line <= line ? rows.filter((row) => row.line > line) : rows
    },
  }
}
