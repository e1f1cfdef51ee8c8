/** Reads ISO 20022 CAMT.053 (any version): no entities, no document type, nesting and size within limits, amounts as the text they are. */
import { XMLParser } from 'fast-xml-parser'
import { yuan } from '../../definition/decimal.ts'
import { malformed } from '../../errors.ts'
import { readAmount, readDay, sameAccount } from './cells.ts'
import { fixedCells, fixedColumns } from './lines.ts'
import { mostLines, type StatementHead, type StatementRow, type StatementTable } from './statement.ts'

/** A node as the parser answers it; elements that may repeat are always lists. */
type Node = { readonly [name: string]: unknown }

const repeated = new Set(['Stmt', 'Ntry', 'NtryDtls', 'TxDtls', 'Bal', 'Ustrd', 'Strd', 'AddtlNtryInf'])

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: true,
  isArray: (name) => repeated.has(name),
})

const nodeOf = (value: unknown): Node => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {})
const list = (value: unknown): Node[] => (Array.isArray(value) ? value.map(nodeOf) : [])

/** The five entities that XML itself knows; all others were refused with the document type. */
const plainText = (text: string) =>
  text.replace(
    /&(?:lt|gt|quot|apos|amp);/g,
    (entity) => ({ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' })[entity] ?? entity,
  )

/** The text at a path, an element with attributes included. */
function textAt(from: unknown, ...path: readonly string[]): string | null {
  let at: unknown = from
  for (const name of path) at = nodeOf(Array.isArray(at) ? at[0] : at)[name]
  if (Array.isArray(at)) at = at[0]
  const found = typeof at === 'string' ? at : nodeOf(at)['#text']
  return typeof found === 'string' && found !== '' ? plainText(found) : null
}

const dayAt = (from: Node, name: string): string | null => {
  const found = textAt(from, name, 'Dt') ?? textAt(from, name, 'DtTm') ?? textAt(from, name)
  return found === null ? null : (readDay(found) ?? null)
}

/** 分, money in positive; a reversal is already told by its mark. */
function amountOf(node: Node): number {
  const given = textAt(node, 'Amt')
  const size = given === null ? null : readAmount(given)
  if (typeof size !== 'number')
    throw malformed(`CAMT.053：金额“${given ?? ''}”无法读取。`, `CAMT.053: the amount “${given ?? ''}” cannot be read.`)
  return textAt(node, 'CdtDbtInd') === 'DBIT' ? 0 - size : size
}

function headOf(statement: Node): StatementHead {
  const balances = list(statement.Bal)
  const balance = (codes: readonly string[]) => {
    const found = codes.flatMap((code) => balances.filter((each) => textAt(each, 'Tp', 'CdOrPrtry', 'Cd') === code))[0]
    return found ? { amount: amountOf(found), day: dayAt(found, 'Dt') } : undefined
  }
  const opening = balance(['OPBD', 'PRCD'])
  const closing = balance(['CLBD', 'CLAV'])
  return {
    account: textAt(statement, 'Acct', 'Id', 'IBAN') ?? textAt(statement, 'Acct', 'Id', 'Othr', 'Id'),
    from: dayAt(nodeOf(statement.FrToDt), 'FrDtTm') ?? opening?.day ?? null,
    to: dayAt(nodeOf(statement.FrToDt), 'ToDtTm') ?? closing?.day ?? null,
    opening: opening?.amount ?? null,
    closing: closing?.amount ?? null,
  }
}

/** The movements of an entry: one booking may hold several payments, each with its own amount. */
function movementsOf(entry: Node): { node: Node; amount: number }[] {
  const whole = amountOf(entry)
  const details = list(entry.NtryDtls).flatMap((each) => list(each.TxDtls))
  if (details.length < 2) return [{ node: details[0] ?? {}, amount: whole }]
  const parts = details.map((node) => {
    const given = textAt(node, 'Amt') ?? textAt(node, 'AmtDtls', 'TxAmt', 'Amt')
    const size = given === null ? null : readAmount(given)
    return { node, amount: typeof size === 'number' ? (whole < 0 ? 0 - size : size) : undefined }
  })
  const sum = parts.reduce((total, { amount }) => total + (amount ?? 0), 0)
  return parts.every(({ amount }) => amount !== undefined) && sum === whole
    ? parts.map(({ node, amount }) => ({ node, amount: amount ?? 0 }))
    : [{ node: {}, amount: whole }]
}

type Side = 'Dbtr' | 'Cdtr'

/** Who stands on one side of a movement. */
function partyOn(side: Side, node: Node): { name: string | null; account: string | null; bank: string | null } {
  const parties = nodeOf(node.RltdPties)
  return {
    name: textAt(parties, side, 'Nm') ?? textAt(parties, side, 'Pty', 'Nm'),
    account: textAt(parties, `${side}Acct`, 'Id', 'IBAN') ?? textAt(parties, `${side}Acct`, 'Id', 'Othr', 'Id'),
    bank: textAt(nodeOf(node.RltdAgts), `${side}Agt`, 'FinInstnId', 'Nm'),
  }
}

/** The other party. A reversal names the parties as they stood in what it reverses, so its payer is the one the money goes back to. */
function otherParty(node: Node, amount: number, reversal: boolean, own: string | null): ReturnType<typeof partyOn> {
  const sides: readonly Side[] = amount < 0 !== reversal ? ['Cdtr', 'Dbtr'] : ['Dbtr', 'Cdtr']
  const isOwn = (account: string | null) => account !== null && own !== null && sameAccount(own, account)
  const [first, second] = sides.map((side) => partyOn(side, node))
  const told = (party: typeof first) => party && (party.name !== null || party.account !== null) && !isOwn(party.account)
  if (first && (told(first) || !second)) return first
  // The side that is left is the other party only where its account, or a reversal's bare name, says it is not ourselves.
  return second && told(second) && (reversal || second.account !== null) ? second : { name: null, account: null, bank: null }
}

/** The statements of a CAMT.053 file. Throws a 400 Refusal for what is none. */
export function readCamt053(text: string): StatementTable {
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    throw malformed('CAMT.053 文件不得含 DOCTYPE 或实体声明。', 'A CAMT.053 file may declare no document type and no entities.')
  let parsed: Node
  try {
    parsed = nodeOf(parser.parse(text, true))
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 120) : ''
    throw malformed(`XML 格式有误，无法读取：${reason}`, `The XML cannot be read: ${reason}`)
  }
  const statements = list(nodeOf(nodeOf(parsed.Document).BkToCstmrStmt).Stmt)
  if (statements.length === 0)
    throw malformed('不是 CAMT.053 对账单：没有 BkToCstmrStmt/Stmt。', 'This is no CAMT.053 statement: there is no BkToCstmrStmt/Stmt.')
  const rows: StatementRow[] = []
  const places: number[] = []
  const heads = statements.map(headOf)
  for (const [at, statement] of statements.entries())
    for (const entry of list(statement.Ntry)) {
      if ((textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts')) === 'PDNG') continue
      const reversal = /^(?:true|1)$/.test(textAt(entry, 'RvslInd') ?? '')
      for (const [part, { node, amount }] of movementsOf(entry).entries()) {
        const party = otherParty(node, amount, reversal, heads[at]?.account ?? null)
        const serial = textAt(entry, 'AcctSvcrRef') ?? textAt(node, 'Refs', 'AcctSvcrRef') ?? textAt(entry, 'NtryRef')
        rows.push({
          line: rows.length + 1,
          cells: fixedCells({
            date: dayAt(entry, 'BookgDt') ?? dayAt(entry, 'ValDt'),
            time: textAt(entry, 'BookgDt', 'DtTm'),
            amount: yuan(amount),
            payer: party.name,
            payerAccount: party.account,
            payerBank: party.bank,
            serial: serial !== null && part > 0 ? `${serial}/${part + 1}` : serial,
            reference:
              [textAt(node, 'RmtInf', 'Ustrd'), textAt(node, 'Refs', 'EndToEndId')]
                .filter((each) => each && each !== 'NOTPROVIDED')
                .join(' ') || null,
            summary: [reversal ? '冲正' : '', textAt(entry, 'AddtlNtryInf') ?? ''].filter(Boolean).join(' ') || null,
            account: heads[at]?.account ?? null,
            currency: textAt(statement, 'Acct', 'Ccy') ?? (nodeOf(entry.Amt)['@Ccy'] as string | undefined) ?? null,
          }),
        })
        places.push(at)
      }
      if (rows.length > mostLines)
        throw malformed(`流水超过 ${mostLines} 行，请拆分。`, `More than ${mostLines} movements: split the file.`)
    }
  return { format: 'camt053', columns: fixedColumns, rows, heads, headOf: places }
}
