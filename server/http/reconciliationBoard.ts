/** /api/reconciliation/:month/board and /suggest: what is open at the bank and among papers, and what may belong together (PAY-14). */
import { malformed } from '../errors.ts'
import { type Asked, boardBank, boardMatches, boardPapers, boardSuggestions } from '../reconciliation/board.ts'
import { periodOf } from '../reconciliation/index.ts'
import { demandReader, monthIn } from './reconciliation.ts'
import type { Call, Route } from './route.ts'

/** Rows of one answer: as many as asked for, within reason. */
const most = 500

function whole(call: Call, name: string, usual: number, highest: number): number {
  const given = call.query[name]
  if (given === undefined) return usual
  const value = Number(given)
  if (!Number.isInteger(value) || value < 1 || value > highest)
    throw malformed(`${name} 应为 1 到 ${highest} 的整数。`, `${name} must be a whole number from 1 to ${highest}.`)
  return value
}

function askedBy(call: Call): Asked {
  const count = whole(call, 'perPage', 50, most)
  return { q: call.query.q || undefined, state: call.query.state || undefined, first: (whole(call, 'page', 1, 100_000) - 1) * count, count }
}

function board(call: Call) {
  demandReader(call)
  const { world, actor, query } = call
  const period = periodOf(monthIn(call))
  const asked = askedBy(call)
  if (query.side === 'bank') return boardBank(world, actor, period, asked)
  if (query.side === 'papers') return boardPapers(world, actor, period, asked)
  if (query.side === 'proposed' || query.side === 'made') return boardMatches(world, actor, period, query.side, asked)
  throw malformed('side 应为 bank、papers、proposed 或 made。', 'side must be bank, papers, proposed or made.')
}

function suggestions(call: Call) {
  demandReader(call)
  const { world, actor, query } = call
  const named = (['line', 'receipt', 'refund'] as const).filter((name) => query[name] !== undefined)
  const [name] = named
  if (named.length !== 1 || !name) throw malformed('请指明 line、receipt 或 refund 之一。', 'Name one of line, receipt and refund.')
  const id = whole(call, name, 1, Number.MAX_SAFE_INTEGER)
  return boardSuggestions(world, actor, periodOf(monthIn(call)), name === 'line' ? { line: id } : { paper: { kind: `${name}s`, id } })
}

export const reconciliationBoardRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/reconciliation/:month/board',
    who: 'signed',
    summary: ['勾对台：银行、单据、建议与已勾对', 'The board: bank, papers, proposals and matches'],
    handle: board,
  },
  {
    method: 'get',
    path: '/api/reconciliation/:month/suggest',
    who: 'signed',
    summary: ['一笔流水或单据可能的对应', 'What may belong to a line or paper'],
    handle: suggestions,
  },
]
