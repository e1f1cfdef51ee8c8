/** Words for fields: `name: text('客户名称', 'Name', { required: true })`. One function a kind; each answers plain data. */
import type * as t from './types.ts'
import type { Words } from './words.ts'

type Options<F extends t.Field> = Omit<F, 'kind' | 'label'>

const maker =
  <F extends t.Field>(kind: F['kind']) =>
  (chinese: string, english: string, options?: Options<F>): F =>
    ({ kind, label: [chinese, english], ...options }) as unknown as F

export const text = maker<t.TextField>('text')
export const longText = maker<t.LongTextField>('longText')
export const number = maker<t.NumberField>('number')
export const decimal = maker<t.DecimalField>('decimal')
export const money = maker<t.MoneyField>('money')
export const percent = maker<t.PercentField>('percent')
export const date = maker<t.DateField>('date')
export const dateTime = maker<t.DateTimeField>('dateTime')
export const yesNo = maker<t.YesNoField>('yesNo')
export const file = maker<t.FileField>('file')
export const email = maker<t.EmailField>('email')
export const phone = maker<t.PhoneField>('phone')
export const region = maker<t.RegionField>('region')
export const creditCode = maker<t.CreditCodeField>('creditCode')
export const json = maker<t.JsonField>('json')

/** A quantity: three digits after the point. */
export const quantity = (chinese: string, english: string, options?: Options<t.DecimalField>) =>
  decimal(chinese, english, { scale: 3, ...options })

/** A unit price in yuan: four digits after the point. */
export const unitPrice = (chinese: string, english: string, options?: Options<t.DecimalField>) =>
  decimal(chinese, english, { scale: 4, money: true, ...options })

type More<F extends t.Field, K extends keyof F> = Omit<Options<F>, K>

export const choice = (
  chinese: string,
  english: string,
  choices: Record<string, Words>,
  options?: More<t.ChoiceField, 'choices'>,
): t.ChoiceField => ({
  kind: 'choice',
  label: [chinese, english],
  choices,
  ...options,
})

export const choices = (
  chinese: string,
  english: string,
  of: Record<string, Words>,
  options?: More<t.ChoicesField, 'choices'>,
): t.ChoicesField => ({
  kind: 'choices',
  label: [chinese, english],
  choices: of,
  ...options,
})

export const link = (chinese: string, english: string, to: string, options?: More<t.LinkField, 'to'>): t.LinkField => ({
  kind: 'link',
  label: [chinese, english],
  to,
  ...options,
})

export const lines = (chinese: string, english: string, fields: t.Fields, options?: More<t.LinesField, 'fields'>): t.LinesField => ({
  kind: 'lines',
  label: [chinese, english],
  fields,
  ...options,
})
