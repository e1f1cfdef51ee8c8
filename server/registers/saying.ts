/** What rules ask of a record on its way again and again: its lines, and which day it is. */
import { dayOf } from '../calendar/today.ts'
import type { Change, Stored } from '../records/rules.ts'

/** The lines of a record; none where it has not got any yet. */
export const linesOf = (record: Readonly<Stored> | undefined): Stored[] => (record?.lines as Stored[] | undefined) ?? []

/** The company's day at this moment. */
export const today = ({ world }: Pick<Change, 'world'>): string => dayOf(world.now(), world.timeZone)
