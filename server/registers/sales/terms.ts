/** How and when a customer pays: the contract's word, else the customer's, else the company's policy (CF-07). */
import { dueDay } from '../../calendar/duration.ts'
import { plusDays } from '../../calendar/weeks.ts'
import { calendarOf } from '../../clocks/index.ts'
import { durationIn, policyAt, policyKeys } from '../../policy/index.ts'
import { oncePerBatch } from '../../records/batch.ts'
import type { Change } from '../../records/rules.ts'
import type { PaymentMode } from '../paymentModes.ts'

/** The payment mode of a paper on its day. */
export async function paymentModeOf(change: Change, day: string): Promise<PaymentMode> {
  const { after, look, world } = change
  const said = (await look('contracts', after.contract))?.settlement ?? (await look('customers', after.customer))?.paymentMode
  if (said) return said as PaymentMode
  // Few companies write this policy; those that do not are not asked again for every order of an import.
  const written = await oncePerBatch(change, 'payment.mode', () =>
    world.database.knex('policies').where({ key: 'payment.mode' }).first('id'),
  )
  if (!written) return policyKeys['payment.mode'].value as PaymentMode
  return (await policyAt(world, 'payment.mode', { customer: Number(after.customer) }, day)).value as PaymentMode
}

/** The day by which an invoice of `day` is to be paid: at once for prepaid and cash, else after the credit days. */
export async function dueOnOf(change: Change, day: string): Promise<string> {
  const { after, look, world } = change
  const mode = await paymentModeOf(change, day)
  if (mode === 'prepaid' || mode === 'cash') return day
  const days = (await look('contracts', after.contract))?.creditDays ?? (await look('customers', after.customer))?.creditDays
  if (typeof days === 'number') return plusDays(day, days)
  const { unit, amount } = durationIn(await policyAt(world, 'credit.overdueAfter', { customer: Number(after.customer) }, day))
  return unit === 'hour' ? day : dueDay(await calendarOf(world), day, { unit, amount })
}
