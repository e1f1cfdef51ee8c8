/** What the parts of the demo company know of each other while it is being loaded, and how they write. */
import { type Actor, system } from '../server/access/actor.ts'
import type { World } from '../server/records/index.ts'
import { at } from './days.ts'
import type { Random } from './random.ts'

export interface Person {
  readonly id: number
  readonly username: string
  readonly name: string
  readonly role: string
  readonly department: string
  readonly sells: boolean
}

export interface Customer {
  readonly id: number
  readonly name: string
  readonly tier: string
  readonly channel: string
  readonly industry: string
  readonly department: string
  readonly weight: number
  readonly discount: number
  readonly openedOn: string
  readonly contacts: readonly number[]
  /** Somebody filled in the whole card, without which there is no credit (CRD-01). */
  readonly wellKept: boolean
  owner: Person
  contracts: { id: number; from: string; to: string }[]
  /** Buys on credit where a contract is in force; everybody else pays first. */
  credit: boolean
  /** How many days around the due day it pays. */
  pays: readonly [earliest: number, latest: number]
  /** Nothing is ordered or paid from this day on. */
  quietFrom?: string
}

export interface Good {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly category: string
  readonly specification: string
  readonly price: number
  readonly popularity: number
}

export interface Carrier {
  readonly id: number
  readonly mode: 'rail' | 'road' | 'sea'
}

/** How much of a company is loaded. */
export interface Size {
  /** Customers beside those of the named situations. */
  readonly customers: number
  /** Weeks before today in which the story begins. */
  readonly weeks: number
  /** Weeks before today since when shipments, invoices and money are kept here. */
  readonly kept: number
}

export interface Company {
  readonly world: World
  readonly by: Random
  /** First day of the story, a Monday two years back. */
  readonly start: string
  readonly today: string
  /** From this day on shipments, invoices and money are kept in the system; older orders came in finished. */
  readonly keptFrom: string
  readonly departments: Map<string, number>
  readonly people: Map<string, Person>
  readonly goods: Good[]
  readonly customers: Customer[]
  readonly accounts: number[]
  readonly carriers: Carrier[]
  /** What happens on which day, in the order it was planned. */
  readonly agenda: Map<string, (() => Promise<void>)[]>
}

/** Puts something on the agenda of a day; what lies after today happens today. */
export function plan(company: Company, day: string, work: () => Promise<void>): void {
  const on = day > company.today ? company.today : day
  company.agenda.set(on, [...(company.agenda.get(on) ?? []), work])
}

/** The instant, or now when that is still to come. */
export const notAfter = (world: World, instant: Date): Date => new Date(Math.min(instant.getTime(), world.now().getTime()))

/** The world on an earlier day, so that records carry the date and number they would have had. */
export const onDay = ({ world, today }: Company, date: string, hour = 17): World => {
  const moment = notAfter(world, at(date > today ? today : date, hour))
  return { ...world, now: () => moment }
}

/** Somebody of the staff at work; the load itself is the system's, so rights are not narrowed. */
export const as = (person: Person): Actor => ({ ...system, id: person.id, name: person.name, username: person.username, role: person.role })

/** A colleague by user name, at work. */
export const colleague = (company: Company, username: string): Actor => as(sure(company.people, username))

export function sure<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const found = map.get(key)
  if (found === undefined) throw new RangeError(`the demo company has no ${String(key)}`)
  return found
}
