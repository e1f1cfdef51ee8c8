/** The table reports there are, in the order they are listed. */
import { goodsReturned, moneyReceived } from './accountPapers.ts'
import { ageing } from './ageing.ts'
import { carrierScorecard } from './carrierScorecard.ts'
import { creditDaily } from './creditDaily.ts'
import type { TableDefinition } from './definition.ts'
import { exWorks } from './exWorks.ts'
import { freightDetail } from './freightDetail.ts'
import { freightSummary } from './freightSummary.ts'
import { grossProfit } from './grossProfit.ts'
import { keyAccounts } from './keyAccounts.ts'
import { liabilities } from './liabilities.ts'

export { type CreditTable, ofCredit, type Period, periods, type SqlTable, type TableDefinition } from './definition.ts'

export const tables: readonly TableDefinition[] = [
  creditDaily,
  ageing,
  keyAccounts,
  liabilities,
  freightDetail,
  freightSummary,
  exWorks,
  carrierScorecard,
  grossProfit,
  moneyReceived,
  goodsReturned,
]

/** The table of that name. */
export const tableOf = (name: string): TableDefinition | undefined => tables.find((each) => each.name === name)
