/** Rules of over-limit and overdue releases: calculated from the books at submission, one first and one last per round, each below its share of the limit (CRD-05, CRD-07, CRD-08, CRD-13). */
import { dueDay } from '../../calendar/duration.ts'
import { calendarOf } from '../../clocks/index.ts'
import { explain, holdCustomer, missingWords } from '../../credit/index.ts'
import { yuan } from '../../definition/decimal.ts'
import { durationIn, isLessThanShare, policyAt, shareIn } from '../../policy/index.ts'
import type { Change, Rules, Stored, StoredRecord } from '../../records/rules.ts'
import { today } from '../saying.ts'

const live = ['review', 'approved', 'used']

/** Other over-limit releases of the customer whose money is not back. */
async function others({ world, after }: Change): Promise<{ kind: string; number: string; status: string }[]> {
  return world.database
    .knex('releases')
    .where({ customer: after.customer })
    .whereIn('kind', ['first', 'last'])
    .whereIn('status', live)
    .whereNull('deletedAt')
    .whereNot('id', Number(after.id ?? 0))
    .select('kind', 'number', 'status')
}

/** The calculation, frozen with the policies it used. */
async function calculate(change: Change, dispatch: StoredRecord): Promise<void> {
  const { world, after } = change
  const customer = Number(dispatch.customer)
  const day = today(change)
  const asked = { customer, amount: Number(dispatch.total), day, contract: dispatch.contract as number | null, dispatch: dispatch.id }
  const { inputs, decision, policies } = await explain(world, asked)
  const share =
    after.kind === 'overdue'
      ? undefined
      : await policyAt(world, `credit.overLimit.${after.kind as 'first' | 'last'}.maxShare`, { customer }, day)
  const due = after.kind === 'last' ? await policyAt(world, 'credit.overLimit.last.due', { customer }, day) : undefined
  // The last release answers for what these goods add to the excess; what is over already stands under the first (CRD-07, CRD-08).
  const before = Math.max(0, inputs.exposure - inputs.advance - inputs.limit)
  const own = after.kind === 'last' ? decision.excess - before : decision.excess
  Object.assign(after, {
    goods: inputs.amount,
    limit: inputs.limit,
    exposure: inputs.exposure - inputs.advance,
    amount: own,
    covers: decision.excess,
    share: inputs.limit > 0 ? Math.round((own / inputs.limit) * 10_000) : null,
    overdue: inputs.overdue,
    inputs: { ...inputs, granted: [] },
    policies: [...policies, ...(share ? [share] : []), ...(due ? [due] : [])],
    calculatedOn: day,
    dueOn: due ? await lastDay(change, day, due) : null,
  })
}

async function lastDay({ world }: Change, day: string, policy: Parameters<typeof durationIn>[0]): Promise<string> {
  const { unit, amount } = durationIn(policy)
  return unit === 'hour' ? day : dueDay(await calendarOf(world), day, { unit, amount })
}

/** Is the application one that the rules allow to be made? */
async function checkKind(change: Change): Promise<void> {
  const { world, after, fault } = change
  const { kind } = after
  const inputs = after.inputs as { missing: readonly (keyof typeof missingWords)[]; limit: number } | null
  if (inputs && inputs.missing.length > 0) {
    const lacks = inputs.missing.map((each) => missingWords[each])
    fault('dispatch', [
      `不符合授信条件（CRD-01）：${lacks.map(([zh]) => zh).join('、')}；请先补齐或付款后发货。`,
      `Not eligible for credit (CRD-01): ${lacks.map(([, en]) => en).join(', ')}; complete it, or pay before shipping.`,
    ])
    return
  }
  if (kind === 'overdue') {
    if (Number(after.overdue) <= 0) fault('kind', ['该客户没有逾期欠款，无需逾期放行。', 'Nothing is overdue; no release is needed.'])
    return
  }
  const [amount, limit] = [Number(after.amount), Number(after.limit)]
  if (amount <= 0) {
    fault('kind', ['本批在额度内，无需超授信放行（CRD-06）。', 'These goods are inside the limit; no release is needed (CRD-06).'])
    return
  }
  const policy = await policyAt(
    world,
    `credit.overLimit.${kind as 'first' | 'last'}.maxShare`,
    { customer: Number(after.customer) },
    String(after.calculatedOn),
  )
  if (!isLessThanShare(amount, shareIn(policy), limit))
    fault('kind', [
      `超出 ${yuan(amount)} 元，须小于额度 ${yuan(limit)} 元的 ${policy.value}（${policy.source}）；请减少本批或先收款。`,
      `The excess ${yuan(amount)} must be less than ${policy.value} of the limit ${yuan(limit)} (${policy.source}); ship less or collect first.`,
    ])
  await checkRound(change)
}

/** One first, then one last, until the customer is back inside the limit (CRD-07, CRD-08). */
async function checkRound(change: Change): Promise<void> {
  const { after, fault } = change
  const open = await others(change)
  const most = await policyAt(change.world, 'credit.overLimit.count', { customer: Number(after.customer) }, String(after.calculatedOn))
  const same = open.find(({ kind }) => kind === after.kind)
  if (same)
    fault('kind', [
      `已有未收回的${after.kind === 'first' ? '首次' : '末次'}放行 ${same.number}；货款收回前不能再次办理（CRD-07、CRD-08）。`,
      `Release ${same.number} of the same kind is not back yet; no second one before it is (CRD-07, CRD-08).`,
    ])
  else if (open.length >= Number(most.value) || (after.kind === 'last' && Number(most.value) < 2))
    fault('kind', [
      `制度规定货款收回前至多放行 ${most.value} 次（${most.source}），不能再超授信；请先收款或减少本批。`,
      `At most ${most.value} over-limit release(s) until the money is back (${most.source}); collect first, or ship less.`,
    ])
  else if (after.kind === 'last' && !open.some(({ kind, status }) => kind === 'first' && status === 'used'))
    fault('kind', ['尚未用过首次放行，请先申请首次（CRD-07）。', 'No first release has been used; apply for the first one (CRD-07).'])
  else if (after.kind === 'first' && open.some(({ kind }) => kind === 'last'))
    fault('kind', ['末次放行未收回，不能再申请首次（CRD-08）。', 'A last release is not back yet; no first one before it is (CRD-08).'])
}

/** What follows from the dispatch: whose it is. */
function follow(after: Stored, dispatch: StoredRecord): void {
  for (const field of ['customer', 'salesperson', 'department'] as const) after[field] = dispatch[field]
}

/** Still an application: new, a draft being edited, or being submitted. Later on the figures stay what they were. */
const applying = ({ before, move }: Change): boolean =>
  move === 'submit' || (move === undefined && (before === undefined || before.status === 'draft'))

export const releasesRules: Rules = {
  async prepare(change) {
    const { after, look, move, actor } = change
    if (move === 'approve') after.signer = actor.id
    if (!applying(change)) return
    const dispatch = await look('dispatches', after.dispatch)
    if (!dispatch) return
    follow(after, dispatch)
    if (move === 'submit') await holdCustomer(change.world, Number(dispatch.customer))
    if (dispatch.customer && after.kind) await calculate(change, dispatch)
  },
  async check(change) {
    const { after, look, fault, verb, move } = change
    if (verb === 'remove' || !applying(change)) return
    const dispatch = await look('dispatches', after.dispatch)
    if (dispatch && ['shipped', 'received', 'cancelled'].includes(String(dispatch.status)))
      fault('dispatch', [
        `发运通知单 ${String(dispatch.number)} 已发运或取消；放行须在发货之前批准（CRD-07）。`,
        `Dispatch ${String(dispatch.number)} has left or was cancelled; a release is approved before goods go (CRD-07).`,
      ])
    else if (dispatch && move === 'submit') await checkKind(change)
  },
}
