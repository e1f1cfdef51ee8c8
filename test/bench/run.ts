/** `npm run bench`: measures speed as ratios within one run on this machine; `npm run bench -- records` measures one part. */
import { benchCredit } from './credit.ts'
import { benchFunds } from './funds.ts'
import { benchImports } from './imports.ts'
import { benchReconciliation } from './reconciliation.ts'
import { benchRecords } from './records.ts'
import { benchReports } from './reports.ts'
import { benchSql } from './sql.ts'

const parts: Readonly<Record<string, () => Promise<void>>> = {
  records: benchRecords,
  imports: benchImports,
  credit: benchCredit,
  funds: benchFunds,
  reconciliation: benchReconciliation,
  reports: benchReports,
  sql: benchSql,
}

const asked = process.argv.slice(2)
for (const [name, part] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await part()
