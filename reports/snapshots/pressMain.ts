/** What runs in the process of the press: takes orders, prints them, says what is in them. Ends with the process that started it. */
import { makeCatalog } from '../../server/catalog/catalog.ts'
import { registers } from '../../server/registers/index.ts'
import { shapes } from '../follower/shape.ts'
import { Warehouse } from '../follower/warehouse.ts'
import type { Order, Printed } from './press.ts'
import { publish } from './publish.ts'

process.on('disconnect', () => process.exit(0))
if (!process.connected) process.exit(0)
// Ctrl-C in a terminal reaches the whole group: whoever started us ends us.
process.on('SIGINT', () => undefined)

async function print({ warehouse: path, custom, question, folder }: Order): Promise<Printed> {
  const catalog = makeCatalog(registers, custom)
  const warehouse = await Warehouse.open(path)
  try {
    const source = { catalog, shapes: shapes(catalog.registers) }
    return { tables: await warehouse.aside((connection) => publish(connection, question, source, folder)) }
  } finally {
    await warehouse.close()
  }
}

process.on('message', (order: Order) => {
  print(order)
    .catch((error: unknown): Printed => ({ fault: String(error instanceof Error ? error.stack : error) }))
    .then((printed) => process.send?.(printed))
})
