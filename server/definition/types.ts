/** The language registers are written in. A definition is plain data: it survives `JSON.parse(JSON.stringify(…))` and holds no function. */
import type { Where } from './where.ts'
import type { Words } from './words.ts'

/** How a field's value follows from others of the same record; recomputed at every write, never typed by hand. */
export type Derivation =
  | { readonly product: readonly [string, string] }
  | { readonly sum: string }
  | { readonly difference: readonly [string, string] }

/** What every field can say, whatever its kind. */
export interface FieldOptions {
  readonly help?: Words
  readonly required?: boolean
  readonly unique?: boolean
  /** Set by the system or by rules, never by a person. */
  readonly readOnly?: boolean
  /** Kept for the rules alone; nobody is shown it. */
  readonly internal?: boolean
  /** Given when the record is made, never changed afterwards; not for fields of lines. */
  readonly fixed?: boolean
  /** Personal data: masked until somebody with the right reveals it (which is logged); never enters the warehouse. */
  readonly sensitive?: boolean
  /** A literal, or `$me`, `$department`, `$today`, `$now`. */
  readonly default?: string | number | boolean
  readonly derive?: Derivation
}

interface Base<K extends string> extends FieldOptions {
  readonly kind: K
  readonly label: Words
}

export interface TextField extends Base<'text'> {
  /** Longest text in characters; 200 unless told. */
  readonly max?: number
  /** It holds the name of a register, which people are shown by its label. */
  readonly register?: true
}
export interface LongTextField extends Base<'longText'> {
  /** Longest text in characters; 20,000 unless told. */
  readonly max?: number
  /** Written by the system in both languages, Chinese lines and then as many in English: people are shown theirs. */
  readonly bilingual?: true
}
export interface NumberField extends Base<'number'> {
  readonly min?: number
  readonly max?: number
}
export interface DecimalField extends Base<'decimal'> {
  /** Digits after the point; 3 unless told (quantities), 4 for unit prices. */
  readonly scale?: number
  readonly min?: string
  readonly max?: string
  /** Shown as money (¥) though its scale is not 2: unit prices. */
  readonly money?: boolean
}
export interface MoneyField extends Base<'money'> {
  readonly min?: string
  readonly max?: string
}
export interface PercentField extends Base<'percent'> {
  readonly min?: string
  readonly max?: string
}
export interface DateField extends Base<'date'> {
  /** It stands for its month: people enter and see `2026-10`, kept is the first day. */
  readonly month?: true
}
export type DateTimeField = Base<'dateTime'>
export type YesNoField = Base<'yesNo'>
export interface ChoiceField extends Base<'choice'> {
  readonly choices: Readonly<Record<string, Words>>
}
export interface ChoicesField extends Base<'choices'> {
  readonly choices: Readonly<Record<string, Words>>
}
export interface LinkField extends Base<'link'> {
  readonly to: string
  /** Which records are offered, besides what the other register says itself. `$record.customer` is that field of this record, left out while empty; what may be saved the rules say. */
  readonly choose?: Where
}
export interface LinesField extends Base<'lines'> {
  readonly fields: Readonly<Record<string, Field>>
}
export interface FileField extends Base<'file'> {
  /** How many files at most; 20 unless told. */
  readonly max?: number
}
export type EmailField = Base<'email'>
export type PhoneField = Base<'phone'>
export type RegionField = Base<'region'>
export type CreditCodeField = Base<'creditCode'>
/** A free JSON value: saved filters, column choices. Not for business data. */
export type JsonField = Base<'json'>

export type Field =
  | TextField
  | LongTextField
  | NumberField
  | DecimalField
  | MoneyField
  | PercentField
  | DateField
  | DateTimeField
  | YesNoField
  | ChoiceField
  | ChoicesField
  | LinkField
  | LinesField
  | FileField
  | EmailField
  | PhoneField
  | RegionField
  | CreditCodeField
  | JsonField

export type KindName = Field['kind']
export type Fields = Readonly<Record<string, Field>>

/** How far a right reaches. What "own" and "department" mean is said by each register (`scopes`). */
export type Scope = 'none' | 'own' | 'department' | 'all'
export const scopes: readonly Scope[] = ['none', 'own', 'department', 'all']

/** What one role may do with one register. Absent means no. */
export interface Grant {
  readonly read?: Scope
  readonly create?: Scope
  readonly update?: Scope
  readonly remove?: Scope
  readonly export?: boolean
  readonly import?: boolean
  /** May unmask sensitive fields; every time is logged. */
  readonly reveal?: boolean
  /** Fields (`total`) and columns of lines (`lines.unitPrice`) that this role neither sees, filters, sorts nor exports. */
  readonly hidden?: readonly string[]
  /** Fields and columns of lines that this role sees but may not write. */
  readonly readOnly?: readonly string[]
  /** The moves this role may make with what it may update; without a list, those whose `roles` name it and those that name nobody. */
  readonly moves?: readonly string[]
}

/** A step of a workflow: who may take a record from where to where, and on what condition. */
export interface Move {
  readonly label: Words
  readonly from: readonly string[]
  readonly to: string
  /** Roles that may; nobody named means everybody who may update the record. */
  readonly roles?: readonly string[]
  readonly when?: Where
  /** The sentence shown when `when` does not hold: the rule and the remedy. */
  readonly unless?: Words
  /** Asks for a reason, which is kept in the history. */
  readonly reason?: boolean
  /** Puts a mark on the record: holder and moment are kept in the register of stamps. */
  readonly stamp?: Stamp
}

/** The seals of a Chinese company as marks: finance (财务章), unit (部门章), company (公章). */
export type Stamp = 'finance' | 'unit' | 'company'

/** How a record goes through the approval chains kept for its register: `submit` opens a case, and the case alone takes `approve` or `sendBack`. All three are moves of the workflow. */
export interface Approval {
  readonly submit: string
  readonly approve: string
  readonly sendBack: string
}

export interface Workflow {
  readonly field: string
  readonly start: string
  readonly moves: Readonly<Record<string, Move>>
  readonly approval?: Approval
  /** Per state, the fields that can no longer be changed; `*` is all of them (the record cannot be deleted either). */
  readonly frozen?: Readonly<Record<string, readonly string[]>>
}

/** A deadline: it runs from a day or instant of the record until something holds. Step clocks and a total clock are simply several clocks of one register. */
export interface Clock {
  readonly label: Words
  /** The date or dateTime field it runs from; empty means it has not begun. */
  readonly from: string
  /** Stopped once this holds; what holds from the start never runs. */
  readonly until: Where
  /** Time does not count while this holds (waiting for the customer). */
  readonly pause?: Where
  /** How long: the key of a policy with a duration, or a date field of the record that is the due day itself. */
  readonly due: { readonly policy: string } | { readonly field: string }
  /** Code of the calendar it counts on; the company's working days unless told. */
  readonly calendar?: string
  /** The field linking to the person who must see to it. */
  readonly who?: string
}

/** Which month a record's figures belong to, once they count. In a month that is closed for its reconciliation none of this changes any more (PAY-05). */
export interface Booked {
  /** The date field that names the month. */
  readonly on: string
  /** States of the workflow in which the figures count; without them they always do. */
  readonly states?: readonly string[]
  /** What the month's figures are made of. */
  readonly figures: readonly string[]
}

/** How long a record is kept once its month is closed (CF-24). */
export interface Retained {
  /** The date field its time runs from. */
  readonly from: string
  /** The date field with the first of its days, where it speaks of several up to that one. */
  readonly since?: string
  /** Its class: the key of a policy in years. */
  readonly policy: string
}

export interface Section {
  readonly label: Words
  readonly fields: readonly string[]
}

export interface RegisterOptions {
  /** The menu group. */
  readonly system: SystemName
  /** The field a person knows a record by. */
  readonly title: string
  /** Pattern of record numbers: `SO-{yyyy}{mm}-{00000}`; a new series starts when the date part changes. */
  readonly number?: string
  readonly help?: Words
  readonly fields: Fields
  /** Columns of the list by default, in order. */
  readonly list: readonly string[]
  readonly filters: readonly string[]
  /** Fields that the search box looks into. */
  readonly search: readonly string[]
  readonly sort?: readonly [field: string, direction: 'ASC' | 'DESC']
  readonly form: readonly Section[]
  /** Row rules behind the scope words `own` and `department`. */
  readonly scopes?: { readonly own?: Where; readonly department?: Where }
  /** Rights as shipped, by role; an administrator's changes are kept in the roles register and win. */
  readonly permissions: Readonly<Record<string, Grant>>
  readonly workflow?: Workflow
  /** Deadlines, by name. */
  readonly clocks?: Readonly<Record<string, Clock>>
  /** How the record enters the monthly reconciliation. */
  readonly booked?: Booked
  /** Its class of retention: before that time is over no record is deleted (CF-24). */
  readonly retained?: Retained
  /** The link field to this same register that makes it a tree. */
  readonly tree?: string
  /** Several fields that together may occur only once. */
  readonly unique?: readonly (readonly string[])[]
  /** Keys that imports may match existing records by. */
  readonly keys?: readonly string[]
  /** Reading one record is logged (personal data, SEC-24). */
  readonly logReads?: boolean
  /** Written by the system alone; no verb of a person changes it. */
  readonly immutable?: boolean
  /** Kept out of the menu: reached through the records it belongs to. */
  readonly detached?: boolean
  /** Which of its records are offered where another links to it: those in use. */
  readonly offered?: Where
  /** Never copied into the warehouse. */
  readonly unreported?: boolean
}

export type SystemName =
  | 'customers'
  | 'sales'
  | 'transport'
  | 'money'
  | 'reconciliation'
  | 'credit'
  | 'catalogue'
  | 'reports'
  | 'policies'
  | 'organisation'
  | 'settings'

export interface Register extends RegisterOptions {
  readonly name: string
  readonly label: Words
}
