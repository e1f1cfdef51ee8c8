/** The answer to each sort of question that is read from a snapshot of the warehouse. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { Shape } from '../follower/shape.ts'
import type { PageQuestion } from '../messages.ts'
import { customerCredit } from './credit/customerCredit.ts'
import { creditSeries } from './credit/series.ts'
import { statement } from './credit/statement.ts'
import { fundReconciliation } from './funds/fundReconciliation.ts'
import { tableReport } from './tableReport.ts'
import { weeklySales } from './weeklySales.ts'

/** The bytes of a report in JSON without `asOf` and the brace after it. */
export function page(connection: DuckDBConnection, catalog: Catalog, shapes: readonly Shape[], question: PageQuestion): Promise<Buffer> {
  switch (question.ask) {
    case 'weekly-sales':
      return weeklySales(connection, catalog, shapes, question)
    case 'customer-credit':
      return customerCredit(connection, catalog, shapes, question)
    case 'credit-series':
      return creditSeries(connection, catalog, shapes, question)
    case 'statement':
      return statement(connection, question)
    case 'fund-reconciliation':
      return fundReconciliation(connection, catalog, shapes, question)
    case 'table':
      return tableReport(connection, catalog, shapes, question)
  }
}
