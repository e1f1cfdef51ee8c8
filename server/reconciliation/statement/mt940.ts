/**
 * Reads SWIFT MT940. A reader of our own: the library at hand keeps amounts as floats and gives up on a whole file
 * for one unknown field or one statement that does not add up, which is exactly what must be told and not thrown away.
 */
import { yuan } from '../../definition/decimal.ts'
import { malformed } from '../../errors.ts'
import { readAmount, readDay } from './cells.ts'
import { fixedCells, fixedColumns } from './lines.ts'
import { mostLines, type StatementHead, type StatementRow, type StatementTable } from './statement.ts'

interface Field {
  readonly tag: string
  /** Its lines; the first begins behind the tag. */
  readonly lines: string[]
  readonly at: number
}

const broken = (at: number, chinese: string, english: string) => malformed(`MT940 第 ${at} 行：${chinese}`, `MT940, line ${at}: ${english}`)

/** Fields in the order of the file; blocks of the SWIFT envelope fall away. */
function fieldsOf(text: string): Field[] {
  const fields: Field[] = []
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.replace(/^(?:\{\d:[^{}]*\})*\{4:/, '')
    const found = /^:(\d{2}[A-Z]?|NS):(.*)$/.exec(line)
    if (found) fields.push({ tag: found[1] ?? '', lines: [found[2] ?? ''], at: index + 1 })
    else if (line.trim() === '' || line === '-' || line.startsWith('-}') || line.startsWith('{')) continue
    else fields.at(-1)?.lines.push(line)
  }
  return fields
}

/** `1234,5` with its mark: C and RD are money in. */
function signedAmount(mark: string, figure: string, at: number): number {
  const size = readAmount(figure.replace(',', '.').replace(/\.$/, ''))
  if (typeof size !== 'number') throw broken(at, `金额“${figure}”无法读取。`, `the amount “${figure}” cannot be read.`)
  return mark === 'C' || mark === 'RD' ? size : 0 - size
}

function dayOf(six: string, at: number): string {
  const day = readDay(`20${six}`)
  if (!day) throw broken(at, `日期“${six}”不存在。`, `there is no day “${six}”.`)
  return day
}

const balance = /^([CD])(\d{6})([A-Z]{3})([\d,]{1,16})/

function readBalance({ lines, at }: Field): { day: string; amount: number; currency: string } {
  const found = balance.exec(lines[0] ?? '')
  if (!found) throw broken(at, '余额字段无法读取。', 'the balance cannot be read.')
  const [, mark = '', day = '', currency = '', figure = ''] = found
  return { day: dayOf(day, at), amount: signedAmount(mark, figure, at), currency }
}

const movement = /^(\d{6})(\d{4})?(R?[CD])([A-Z])?([\d,]{1,16})([A-Z][A-Z0-9]{3})?([^/\n]{0,34})(?:\/\/(.{0,34}))?/

/** Name, account and text of field 86: with subfields (?20, ?32 or /NAME/) or as it stands. */
function readDetails(text: string): { payer: string | null; payerAccount: string | null; reference: string | null } {
  const parts = new Map<string, string>()
  const mark = /^\d{3}\?/.test(text) || text.startsWith('?') ? '?' : undefined
  if (mark) for (const [, code = '', value = ''] of text.replace(/\n/g, '').matchAll(/\?(\d{2})([^?]*)/g)) parts.set(code, value.trim())
  else
    for (const [, code = '', value = ''] of text
      .replace(/\n/g, '')
      .matchAll(/\/(NAME|ACCT|ACC|IBAN|BENM|ORDP|REMI|EREF|PURP|CNTP)\/([^/]*)/g))
      parts.set(code, value.trim())
  const join = (codes: readonly string[]) => codes.map((code) => parts.get(code) ?? '').join('') || null
  if (parts.size === 0) return { payer: null, payerAccount: null, reference: text.replace(/\n/g, ' ').trim() || null }
  return {
    payer: join(['32', '33']) ?? join(['NAME', 'ORDP', 'BENM', 'CNTP']),
    payerAccount: join(['31', '38']) ?? join(['ACCT', 'ACC', 'IBAN']),
    reference: join(['20', '21', '22', '23', '24', '25', '26', '27', '28', '29']) ?? join(['REMI', 'PURP', 'EREF']),
  }
}

/** The statements of an MT940 file. Throws a 400 Refusal that names the line it cannot read. */
export function readMt940(text: string): StatementTable {
  const fields = fieldsOf(text)
  const heads: { account: string | null; from: string | null; to: string | null; opening: number | null; closing: number | null }[] = []
  const rows: StatementRow[] = []
  const headOf: number[] = []
  let currency = ''
  for (const [index, field] of fields.entries()) {
    const { tag, lines, at } = field
    const head = heads.at(-1)
    if (tag === '20') heads.push({ account: null, from: null, to: null, opening: null, closing: null })
    else if (!head) continue
    else if (tag === '25' || tag === '25P') head.account = (lines[0] ?? '').trim()
    else if (tag === '60F' || tag === '60M') {
      const found = readBalance(field)
      head.opening = found.amount
      head.from = found.day
      currency = found.currency
      // A page that goes on where the last one broke off is the same statement.
      const last = heads.at(-2)
      if (tag === '60M' && last && last.account === head.account && last.closing === found.amount && last.to === found.day) {
        head.opening = last.opening
        head.from = last.from
        heads.splice(heads.length - 2, 1)
      }
    } else if (tag === '62F' || tag === '62M') {
      const found = readBalance(field)
      head.closing = found.amount
      head.to = found.day
    } else if (tag === '61') {
      const found = movement.exec(lines[0] ?? '')
      if (!found) throw broken(at, '交易字段 :61: 无法读取。', 'the movement (:61:) cannot be read.')
      const [, value = '', entry, mark = '', , figure = '', kind = '', own = '', bank = ''] = found
      const amount = signedAmount(mark, figure, at)
      // The day a movement is booked has no year: at the turn of the year it may be in the one before or after the value day's.
      const valued = dayOf(value, at)
      const booked = entry === undefined ? valued : nearest(valued, entry)
      const next = fields[index + 1]
      const details = readDetails(next?.tag === '86' ? next.lines.join('\n') : (lines[1] ?? ''))
      const reference = own.trim() === 'NONREF' ? '' : own.trim()
      rows.push({
        line: at,
        cells: fixedCells({
          ...details,
          date: booked,
          amount: yuan(amount),
          serial: bank.trim() || null,
          reference: [reference, details.reference ?? ''].filter(Boolean).join(' ') || null,
          summary: [mark.startsWith('R') ? '冲正' : '', kind].filter(Boolean).join(' '),
          account: head.account,
          currency,
        }),
      })
      headOf.push(heads.length - 1)
      if (rows.length > mostLines)
        throw broken(at, `流水超过 ${mostLines} 行，请拆分。`, `more than ${mostLines} movements: split the file.`)
    }
  }
  if (heads.length === 0) throw malformed('不是 MT940 文件：没有 :20: 字段。', 'This is no MT940 file: there is no field :20:.')
  return {
    format: 'mt940',
    columns: fixedColumns,
    rows,
    heads: heads.map((head, at) =>
      spanned(
        head,
        rows.filter((_, row) => headOf[row] === at),
      ),
    ),
    headOf,
  }
}

/** The opening balance is dated the day before as often as the day itself: the span begins with the first movement when that is later. */
function spanned(head: StatementHead, rows: readonly StatementRow[]): StatementHead {
  const days = rows.map(({ cells }) => cells[0] ?? '').sort()
  const first = days[0]
  const last = days.at(-1)
  return {
    ...head,
    from: first !== undefined && (head.from === null || head.from < first || first < head.from) ? first : head.from,
    to: last !== undefined && (head.to === null || last > head.to) ? last : head.to,
  }
}

/** `MMDD` in the year that puts it nearest to `day`. */
function nearest(day: string, monthDay: string): string {
  const year = Number(day.slice(0, 4))
  const distance = (text: string) => Math.abs(Date.parse(`${text}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`))
  const offers = [year - 1, year, year + 1].flatMap((each) => readDay(`${each}${monthDay}`) ?? [])
  return offers.sort((a, b) => distance(a) - distance(b))[0] ?? day
}
