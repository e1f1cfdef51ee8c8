/** What fills several cells at once: a block pasted from a spreadsheet, and values that come along with a linked record. */
import type { DataProvider } from 'react-admin'
import type { Field, Fields, LinkField } from '../../server/definition/types.ts'
import { kindOf } from '../kinds/index.ts'
import type { Language } from '../language/say.ts'
import { type Catalog, type PanelRecord, titleOf } from './catalog.ts'
import type { Line } from './LineGrid.tsx'

interface Paste {
  readonly text: string
  readonly row: number
  readonly column: number
  readonly typed: readonly (readonly [string, Field])[]
  readonly language: Language
  readonly dataProvider: DataProvider
  readonly catalog: Catalog
  lines(): readonly Line[]
  change(lines: readonly Line[]): void
}

const block = (text: string): string[][] => {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  return rows.slice(0, 2000).map((row) => row.split('\t'))
}

/** Puts a copied block into the grid from the focused cell on, adding rows as needed; linked records are looked up by their number or exact title. */
export async function pasteBlock({ text, row, column, typed, language, dataProvider, catalog, lines, change }: Paste): Promise<void> {
  const cells = block(text)
  const filled = [...lines()]
  const lookUps: { readonly at: number; readonly name: string; readonly field: LinkField; readonly text: string }[] = []
  cells.forEach((values, down) => {
    const at = row + down
    const line: Record<string, unknown> = { ...filled[at] }
    values.forEach((value, right) => {
      const [name, field] = typed[column + right] ?? []
      if (!name || !field) return
      const kind = kindOf(field)
      if (kind.read) line[name] = kind.read(value, field, language)
      else if (field.kind === 'link' && value.trim()) lookUps.push({ at, name, field: field as LinkField, text: value.trim() })
    })
    filled[at] = line
  })
  change(filled)
  const found = new Map<string, Promise<number | undefined>>()
  for (const { at, name, field, text: wanted } of lookUps) {
    const key = `${field.to} ${wanted}`
    const id = found.get(key) ?? findByText(dataProvider, catalog, field.to, wanted)
    found.set(key, id)
    const value = await id
    if (value !== undefined) change(lines().map((line, index) => (index === at ? { ...line, [name]: value } : line)))
  }
}

async function findByText(dataProvider: DataProvider, catalog: Catalog, to: string, text: string): Promise<number | undefined> {
  const description = catalog.byName.get(to)
  if (!description) return undefined
  const { data } = await dataProvider.getList<PanelRecord>(to, {
    filter: { q: text },
    pagination: { page: 1, perPage: 10 },
    sort: { field: 'id', order: 'ASC' },
  })
  const keys = new Set(['number', description.title, ...description.keys])
  const exact = data.find((record) => titleOf(description, record) === text || [...keys].some((key) => record[key] === text))
  return (exact ?? (data.length === 1 ? data[0] : undefined))?.id
}

/** Money that does not add up is a price. */
const isPrice = (field: Field): boolean => kindOf(field).unit?.(field) === '¥' && kindOf(field).adds?.(field) !== true

/** The field of `target` that fills `name`: the same name and kind, or the one price it has for the one price of the line. */
function sourceOf(name: string, field: Field, target: Fields): string | undefined {
  if (target[name]?.kind === field.kind) return name
  const prices = Object.keys(target).filter((other) => isPrice(target[other] as Field))
  return isPrice(field) && prices.length === 1 ? prices[0] : undefined
}

/** What the chosen record brings along for the empty cells of its line: a product its price. */
export async function copyFromLinked(
  dataProvider: DataProvider,
  catalog: Catalog,
  fields: Fields,
  link: Field,
  line: Line,
  id: number,
): Promise<Line | undefined> {
  if (link.kind !== 'link') return undefined
  const target = catalog.byName.get((link as LinkField).to)
  if (!target) return undefined
  const sources = Object.entries(fields).flatMap(([name, field]) => {
    const empty = line[name] === null || line[name] === undefined || line[name] === ''
    const source = empty && !field.derive ? sourceOf(name, field, target.fields) : undefined
    return source ? [[name, source] as const] : []
  })
  if (sources.length === 0) return undefined
  try {
    const { data } = await dataProvider.getOne<PanelRecord>(target.name, { id })
    const values = sources.flatMap(([name, source]) => (data[source] === null || data[source] === undefined ? [] : [[name, data[source]]]))
    return values.length > 0 ? Object.fromEntries(values) : undefined
  } catch {
    return undefined
  }
}
