/** People of the demo company at their desks on one day: they write, take steps and sign under their own names. */
import { decide } from '../server/approvals/index.ts'
import { create, move, update, type World } from '../server/records/index.ts'
import { type Company, colleague, onDay } from './company.ts'
import { scan } from './scans.ts'

export type Body = Readonly<Record<string, unknown>>

export class Desk {
  readonly world: World
  readonly day: string
  private readonly company: Company

  constructor(company: Company, day: string, hour = 10) {
    this.company = company
    this.day = day
    this.world = onDay(company, day, hour)
  }

  id = (username: string): number => colleague(this.company, username).id ?? 0

  make = (username: string, register: string, body: Body) => create(this.world, colleague(this.company, username), register, body)

  change = (username: string, register: string, id: number, body: Body) =>
    update(this.world, colleague(this.company, username), register, id, body)

  take = (username: string, register: string, id: number, step: string, reason?: string) =>
    move(this.world, colleague(this.company, username), register, id, step, reason === undefined ? {} : { reason })

  /** Signs, or sends back with a comment, the open approval of a document. */
  async sign(username: string, register: string, id: number, sentBack?: string): Promise<void> {
    const open: { id: number } = await this.world.database
      .knex('approvals')
      .where({ document: register, record: id, state: 'pending' })
      .first('id')
    await decide(this.world, colleague(this.company, username), open.id, sentBack ? 'return' : 'approve', sentBack ?? null)
  }

  /** A scan that this person uploads. */
  scan = (username: string, name: string, text: string) => scan(this.world, name, text, this.id(username))
}
