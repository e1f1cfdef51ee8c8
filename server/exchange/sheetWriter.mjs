/** The process that writes a workbook, which is held in memory as a whole: nobody else's request waits for it, and where it does not fit nobody else dies of it. */
import { once } from 'node:events'
import writeXlsx from 'write-excel-file/node'

process.on('disconnect', () => process.exit(1))
const [{ path, sheets }] = await once(process, 'message')
const formats = { day: 'yyyy-mm-dd', moment: 'yyyy-mm-dd hh:mm:ss' }
const numberFormat = (digits) => (digits === 0 ? '0' : `#,##0.${'0'.repeat(digits)}`)

const header = ({ title }) => ({ type: String, value: title, fontWeight: 'bold', backgroundColor: '#e8eef5' })

const numeral = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/

/** A spreadsheet keeps fifteen digits: a longer number would become another one, and stays text. */
const isExact = (value) => numeral.test(value) && value.replace(/e.*$|[-.]/g, '').replace(/^0+|0+$/g, '').length <= 15

/** What a spreadsheet takes for nothing, or not at all, stays text. */
const isDouble = (value) => {
  const size = Math.abs(Number(value))
  return numeral.test(value) && (size === 0 || size >= 2.3e-308) && size <= 9.99e307
}

/** Spreadsheets believe in a 29 February 1900, know nothing before that year nor after 9999, and keep thousandths of a second. */
const isDated = (value) => /^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d{1,3}0*)?)?$/.test(value) && value >= '1900-03-01'

/** The longest text of a cell; a longer one is cut where everybody sees it. */
const longest = 32_767
const cutMark = '…（已截断 cut off）'

/** Where text was cut: sheet and cell. The sheet of notes does not name more than so many. */
const cuts = []
const mostCuts = 1000

function text(value, place) {
  // No workbook may hold these characters, and its writer would drop them unseen.
  const whole = value.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '□')
  if (whole.length <= longest) return { type: String, value: whole }
  if (cuts.length < mostCuts) cuts.push(place())
  return { type: String, value: whole.slice(0, longest - cutMark.length).toWellFormed() + cutMark }
}

/** Text is written as text whatever it begins with, so a spreadsheet never computes it. Masked or odd values of a number column stay text. */
function cell(value, { as, digits }, place) {
  if (value === null || value === '') return null
  if (as === 'number' && isExact(value)) return { type: Number, value: Number(value), format: numberFormat(digits) }
  if (as === 'double' && isDouble(value)) return { type: Number, value: Number(value) }
  if ((as === 'day' || as === 'moment') && isDated(value)) {
    const date = new Date(as === 'day' ? `${value}T00:00:00Z` : `${value.replace(' ', 'T')}Z`)
    return { type: Date, value: date, format: formats[as] }
  }
  return text(value, place)
}

/** `A`, `B` … `Z`, `AA` … for 0, 1 … */
const letters = (at) => (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))

/** Says what is not as it was. */
const notes = () => ({
  sheet: '说明 Notes',
  data: [
    [header({ title: '工作表 Sheet' }), header({ title: '单元格 Cell' })],
    ...cuts.map((place) => place.map((value) => ({ type: String, value }))),
    [
      {
        type: String,
        value: `以上单元格的文字超过 ${longest} 个字符，已截断；完整内容请导出 CSV。The text of these cells is longer than ${longest} characters and was cut off: export CSV to have the whole.`,
      },
    ],
  ],
  columns: [{ width: 24 }, { width: 16 }],
})

const width = ({ title, shape }) => ({ width: Math.max(title.length * 2 + 2, shape.as === 'text' ? 18 : 12) })

/** Names as Excel takes them: 31 characters, no special ones, each once. */
const names = sheets.map(({ name }, at) => {
  const clean = name.replace(/[[\]:*?/\\]/g, ' ')
  return at > 0 ? `${clean.slice(0, 28)} ${at + 1}` : clean.slice(0, 31)
})

const pages = sheets.map(({ columns }) => [columns.map(header)])

async function write() {
  const written = sheets.map(({ columns }, at) => ({ sheet: names[at], data: pages[at], columns: columns.map(width), stickyRowsCount: 1 }))
  await writeXlsx(cuts.length > 0 ? [...written, notes()] : written).toFile(path)
  return { written: true }
}

process.on('message', ({ sheet, page, end }) => {
  for (const cells of page ?? []) {
    const line = pages[sheet].length + 1
    pages[sheet].push(cells.map((value, at) => cell(value, sheets[sheet].columns[at].shape, () => [names[sheet], `${letters(at)}${line}`])))
  }
  if (!end) return
  write()
    // A sheet is put together as one text, which has a greatest length.
    .catch((error) => ({ message: error.message, code: error.code, large: error instanceof RangeError }))
    .then((told) => process.send(told, () => process.exit(0)))
})
process.send({ ready: true })
