/** Rules of the freight ledger and of what else hangs on a dispatch: carrier and customer are the notice's, what is settled stays as it is (CAR-06, CAR-07, CAR-09). */
import type { Change, Rules } from '../../records/rules.ts'

/** Takes customer and, where nobody wrote one, the carrier from the dispatch. */
async function fillFromDispatch({ before, after, look }: Change): Promise<void> {
  if (before && before.dispatch === after.dispatch) return
  const dispatch = await look('dispatches', after.dispatch)
  after.customer = dispatch?.customer ?? null
  after.carrier ??= dispatch?.carrier ?? null
}

const settled = ['dispatch', 'carrier', 'kind', 'term', 'date', 'amount']

export const freightsRules: Rules = {
  async prepare(change) {
    const { after, look } = change
    await fillFromDispatch(change)
    const dispatch = await look('dispatches', after.dispatch)
    after.order = dispatch?.order ?? null
    after.term ??= dispatch?.freightTerm ?? null
  },
  async check({ verb, before, after, look, fault }) {
    if (verb === 'remove') return
    const dispatch = await look('dispatches', after.dispatch)
    if (!before && dispatch?.status === 'cancelled')
      fault('dispatch', [
        `发运通知单 ${String(dispatch.number)} 已取消，没有运费（CAR-07）；请另选。`,
        `Dispatch notice ${String(dispatch.number)} was cancelled and has no freight (CAR-07); choose another.`,
      ])
    if (!before?.settlement) return
    for (const field of settled)
      if (before[field] !== after[field])
        fault(field, [
          '此笔运费已入月结单（CAR-06），不能修改；请先把月结单作废或移出此笔。',
          'This freight is in a monthly settlement (CAR-06) and stays as it is; void the settlement or take it out first.',
        ])
  },
}

export const cargoClaimsRules: Rules = { prepare: fillFromDispatch }
