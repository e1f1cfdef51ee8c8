/** What was due of an account in a month, how much of that came in, and what came in beyond it: the same as `recoveryOf` (server/reconciliation/recovery.ts), in SQL. */

/** What accounts `of` a month say of recovery, account by account: a customer who paid ahead owes nothing, and makes up for nobody else. */
export function recovery(of: string) {
  const due = `greatest(${of}.closing + ${of}.received, 0)`
  const recovered = `(${due} - least(${due}, greatest(${of}.closing, 0)))`
  return { due, recovered, advanced: `greatest(${of}.received - ${recovered}, 0)` } as const
}

/** The names that it gives. */
export const recoveries = ['due', 'recovered', 'advanced'] as const

/** `recovered` ÷ `due` in percent, rounded to two places in whole numbers; null where nothing was due. */
export const recoveryRate = `case when due > 0
  then ((((recovered * 100)::hugeint * 20000 + (due * 100)::hugeint) // ((due * 100)::hugeint * 2))::decimal(9, 0) * 0.01)::decimal(18, 2) end`
