/** Rules of matches (PAY-14): never beyond the amount of a line or paper, lines plus fee make papers; what a person confirms teaches who pays for whom, until it is undone. */
import type { Actor } from '../../access/actor.ts'
import { system } from '../../access/actor.ts'
import { languagesOf } from '../../approvals/index.ts'
import { yuan } from '../../definition/decimal.ts'
import { say, type Words } from '../../definition/words.ts'
import { moneyIn, policyAt } from '../../policy/index.ts'
import { closedUntil, monthOf } from '../../reconciliation/index.ts'
import { paperField, reckonLines } from '../../reconciliation/matched.ts'
import { oncePerBatch } from '../../records/batch.ts'
import { move as take, type World } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { today } from '../saying.ts'
import { forgetAliases, learnAliases } from './learnAliases.ts'
import { loadRoom, type Room, roomKey } from './matchRoom.ts'

const bankOf = (record: Readonly<Stored> | undefined) => (record?.bank as Stored[] | undefined) ?? []
const papersOf = (record: Readonly<Stored> | undefined) => (record?.papers as Stored[] | undefined) ?? []
const total = (lines: readonly Stored[]) => lines.reduce((sum, { amount }) => sum + Number(amount ?? 0), 0)

/** Keys of everything that the matches of this batch speak of, collected before any of it is checked. */
const collected = (change: Change): Promise<Set<string>> => oncePerBatch(change, 'matched', async () => new Set<string>())

/** The matches of this batch that are confirmed by it. */
const confirmed = (change: Change): Promise<Set<Stored>> => oncePerBatch(change, 'confirmed', async () => new Set<Stored>())

/** The lines and papers of this batch, held until the write is over. */
const roomOf = (change: Change): Promise<Room> => oncePerBatch(change, 'room', async () => loadRoom(change.world, await collected(change)))

async function prepare(change: Change): Promise<void> {
  const { actor, verb, after } = change
  const keys = await collected(change)
  for (const { line } of bankOf(after)) keys.add(roomKey('bankLines', Number(line)))
  for (const paper of papersOf(after))
    for (const [register, field] of Object.entries(paperField)) if (paper[field]) keys.add(roomKey(register, Number(paper[field])))
  if (verb === 'create' && !actor.unbound) {
    after.made = 'person'
    after.status = 'confirmed'
    after.score = 10_000
    after.reason = `由${actor.name}勾对。\nMatched by ${actor.name}.`
  }
  if (after.status === 'confirmed' && change.before?.status !== 'confirmed') (await confirmed(change)).add(after)
  after.fee = papersOf(after).length === 0 ? 0 : total(papersOf(after)) - total(bankOf(after))
}

/** Each line and each paper has room for its part, and stands on the right side. */
function checkParts({ after, fault }: Change, room: Room): void {
  const seen = new Set<string>()
  const one = (at: string, key: string | undefined, amount: number, label: Words) => {
    const part = key === undefined ? undefined : room.get(key)
    if (key === undefined || !part) {
      fault(at, ['请选择一笔收款或退款（PAY-14）。', 'Choose one receipt or refund (PAY-14).'])
      return
    }
    const { name, left, fit } = part
    if (seen.has(key))
      fault(at, [`${label[0]} ${name} 出现了两次（PAY-14）；请只留一行。`, `${label[1]} ${name} is named twice (PAY-14); keep one row.`])
    seen.add(key)
    if (!fit)
      fault(at, [
        `${label[0]} ${name} 未确认、已作废或已列为非客户款，不能勾对（PAY-14）；请先处理。`,
        `${label[1]} ${name} is not confirmed, void or set aside, and cannot be matched (PAY-14); see to that first.`,
      ])
    else if (amount === 0 || Math.sign(amount) !== Math.sign(left || amount) || Math.abs(amount) > Math.abs(left))
      fault(at, [
        `${label[0]} ${name} 未勾对 ${yuan(left)}，不能勾对 ${yuan(amount)}（PAY-14）；可能刚被他人勾对，请刷新后重试。`,
        `${yuan(left)} of ${label[1]} ${name} is open, so ${yuan(amount)} cannot be matched (PAY-14); somebody may just have matched it: look again.`,
      ])
    else if (after.status === 'confirmed') part.left -= amount
  }
  for (const [at, { line, amount }] of bankOf(after).entries())
    one(`bank.${at}.amount`, line ? roomKey('bankLines', Number(line)) : undefined, Number(amount ?? 0), ['流水', 'line'])
  for (const [at, paper] of papersOf(after).entries()) {
    const named = Object.entries(paperField).filter(([, field]) => paper[field])
    const [first] = named
    one(
      `papers.${at}.amount`,
      named.length === 1 && first ? roomKey(first[0], Number(paper[first[1]])) : undefined,
      Number(paper.amount ?? 0),
      ['单据', 'paper'],
    )
  }
}

async function checkSums(change: Change): Promise<void> {
  const { world, after, fault } = change
  const bank = total(bankOf(after))
  if (papersOf(after).length === 0) {
    if (bank !== 0 || bankOf(after).length < 2)
      fault('papers', [
        `流水合计 ${yuan(bank)}；没有单据时，只能是相互冲销的流水（PAY-14）。请加上收款或退款。`,
        `The lines make ${yuan(bank)}; without papers only lines that cancel each other are matched (PAY-14). Add receipts or refunds.`,
      ])
    return
  }
  const fee = Number(after.fee)
  const most = async (key: 'recon.fee.most' | 'recon.difference.most') =>
    moneyIn(await oncePerBatch(change, key, () => policyAt(world, key, {}, today(change))))
  const allowed =
    fee > 0 ? Math.max(await most('recon.fee.most'), await most('recon.difference.most')) : await most('recon.difference.most')
  if (Math.abs(fee) > allowed)
    fault('papers', [
      `单据合计 ${yuan(total(papersOf(after)))} 与流水合计 ${yuan(bank)} 相差 ${yuan(fee)}，超过允许的 ${yuan(allowed)}（PAY-14）；请改金额或只勾对一部分。`,
      `Papers make ${yuan(total(papersOf(after)))} and lines ${yuan(bank)}: ${yuan(fee)} apart, more than the ${yuan(allowed)} allowed (PAY-14). Change an amount, or match a part.`,
    ])
}

/** Papers of several customers are joined by a person alone, and the match says whose they are. */
async function checkCustomers({ world, actor, verb, after, fault }: Change, room: Room): Promise<void> {
  const parts = papersOf(after).flatMap((paper) =>
    Object.entries(paperField).flatMap(([register, field]) => room.get(roomKey(register, Number(paper[field] ?? 0)))?.customer ?? []),
  )
  const customers = [...new Set(parts)].sort((a, b) => a - b)
  if (customers.length < 2) return
  const rows: { name: string }[] = await world.database.knex('customers').whereIn('id', customers).orderBy('id').select('name')
  const names = rows.map(({ name }) => name)
  if (after.made === 'auto')
    fault('papers', [
      `系统不把 ${names.join('、')} 的单据勾在一起（PAY-14）；确属一笔款的，请由财务人工勾对。`,
      `Papers of ${names.join(', ')} are not joined by the system (PAY-14); where one payment is for all of them, finance matches them by hand.`,
    ])
  else if (verb === 'create')
    after.reason = [
      `由${actor.name}勾对；单据属于不同客户：${names.join('、')}。`,
      `Matched by ${actor.name}; the papers are of several customers: ${names.join(', ')}.`,
    ]
      .map((sentence) => sentence.slice(0, 900))
      .join('\n')
}

async function check(change: Change): Promise<void> {
  const { world, verb, before, after, fault } = change
  if (verb === 'remove' || verb === 'recover') {
    if (before?.status !== 'undone') fault('root', ['勾对不删除，请撤销（PAY-14）。', 'A match is not deleted: undo it (PAY-14).'])
    return
  }
  if (after.status === 'undone') return
  if (bankOf(after).length === 0) return
  const room = await roomOf(change)
  checkParts(change, room)
  await checkSums(change)
  await checkCustomers(change, room)
  const days = [
    ...bankOf(after).map(({ line }) => room.get(roomKey('bankLines', Number(line)))?.day ?? ''),
    ...papersOf(after).flatMap((paper) =>
      Object.entries(paperField).map(([register, field]) => room.get(roomKey(register, Number(paper[field] ?? 0)))?.day ?? ''),
    ),
  ]
  const until = await oncePerBatch(change, 'closed', () => closedUntil(world))
  const open = until === null ? '' : monthOf(until, 1)
  const latest = days.sort().at(-1)
  const month = latest ? monthOf(latest) : monthOf(today(change))
  if (before?.status !== 'confirmed') after.month = month < open ? open : month
}

/** Proposals that name one of these lines or papers. */
async function rivals({ database: { knex } }: World, taken: readonly Stored[]): Promise<number[]> {
  const found = new Set<number>()
  const look = async (table: string, column: string, ids: readonly unknown[]) => {
    if (ids.length === 0) return
    const rows: { id: number }[] = await knex({ m: 'matches' })
      .join({ p: table }, 'p.parent', 'm.id')
      .whereIn(`p.${column}`, ids as number[])
      .where({ 'm.status': 'proposed' })
      .whereNull('m.deletedAt')
      .distinct({ id: 'm.id' })
    for (const { id } of rows) found.add(id)
  }
  await look(
    'matches_bank',
    'line',
    taken.flatMap(bankOf).map(({ line }) => line),
  )
  for (const field of Object.values(paperField))
    await look(
      'matches_papers',
      field,
      taken.flatMap(papersOf).flatMap((paper) => paper[field] ?? []),
    )
  return [...found].sort((a, b) => a - b)
}

/** Claims of lines that are matched now have lost their object. */
async function rejectClaims(world: World, actor: Actor, taken: readonly Stored[]): Promise<void> {
  const numbers = new Map(taken.flatMap((match) => bankOf(match).map(({ line }) => [Number(line), String(match.number)] as const)))
  const claims: { id: number; line: number; salesperson: number | null }[] = await world.database
    .knex({ c: 'moneyClaims' })
    .join({ l: 'bankLines' }, 'l.id', 'c.bankLine')
    .whereIn('l.id', [...numbers.keys()])
    .where({ 'c.status': 'open', 'l.open': 0 })
    .whereNull('c.deletedAt')
    .orderBy('c.id')
    .select('c.id', 'c.salesperson', { line: 'l.id' })
  // Whoever claimed it reads why, in his or her language.
  const languages = await languagesOf(
    world,
    claims.flatMap(({ salesperson }) => salesperson ?? []),
  )
  for (const { id, line, salesperson } of claims) {
    const number = numbers.get(line) ?? ''
    const [zh, en] = actor.name ? [`，由${actor.name}确认`, ` by ${actor.name}`] : ['', '']
    const reason = say(
      [`该笔流水已由 ${number} 勾对${zh}。`, `The line was matched${en} in ${number}.`],
      languages.get(Number(salesperson)) ?? 'zh',
    )
    await take(world, system, 'moneyClaims', id, 'reject', { reason })
  }
}

/** What follows for everything that this batch of matches speaks of: rival proposals go, lines are reckoned, claims that lost their object are rejected. */
async function settleBatch(change: Change): Promise<void> {
  const { world, actor } = change
  const taken = [...(await confirmed(change))]
  for (const id of await rivals(world, taken)) await take(world, system, 'matches', id, 'undo')
  const lines = [...(await collected(change))].flatMap((key) =>
    key.startsWith('bankLines/') ? [Number(key.slice('bankLines/'.length))] : [],
  )
  await reckonLines(world, lines)
  await rejectClaims(world, actor, taken)
}

async function after(change: Change): Promise<void> {
  const { world, actor, verb, before, after: now, move } = change
  if (verb === 'remove' || verb === 'recover') return
  if (before?.status === now.status) return
  if (before?.status === 'confirmed') await forgetAliases(world, now)
  await oncePerBatch(change, 'settled', () => settleBatch(change))
  if (now.status !== 'confirmed') return
  if ((verb === 'create' && now.made === 'person') || (move === 'confirm' && actor.id !== null)) await learnAliases(world, now)
}

export const matchesRules: Rules = { prepare, check, after }
