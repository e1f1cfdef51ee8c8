/** Both languages say everything: react-admin's messages key by key with the same places to fill in, and no word of ours in one language only. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../admin/language/en.ts'
import { sayIn } from '../../admin/language/say.ts'
import { zh } from '../../admin/language/zh.ts'

type Tree = { readonly [key: string]: Tree | string | undefined }

const flat = (tree: Tree, above = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const path = above ? `${above}.${key}` : key
    if (value === undefined) return []
    return typeof value === 'string' ? [[path, value]] : flat(value, path)
  })

const places = (text: string): string[] => [...new Set([...text.matchAll(/%\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()

const chinese = new Map(flat(zh as Tree))
const english = new Map(flat(en as Tree))

describe("react-admin's messages", () => {
  it('have the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('are never empty, and Chinese is Chinese', () => {
    for (const [key, text] of chinese) {
      expect(text, key).not.toBe('')
      if (text.replace(/%\{\w+\}/g, '').trim()) expect(text, key).toMatch(/\p{Script=Han}/u)
    }
  })

  it('fill in nothing in Chinese that English does not know', () => {
    // English may leave a place out where its grammar needs none, and a plural form may need one more.
    const unknown = [...chinese].filter(([key, text]) => {
      const known = new Set([...places(english.get(key) ?? ''), 'smart_count', 'name'])
      return places(text).some((place) => !known.has(place))
    })
    expect(unknown).toEqual([])
  })
})

describe('our own words', () => {
  const files = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? files(path) : /\.tsx?$/.test(entry.name) ? [path] : []
    })
  const root = resolve(import.meta.dirname, '../../admin')
  // Comments name things in Chinese; the two dictionaries are compared above; the editor's own words have their English as keys.
  const sources = files(root).filter((path) => !/language\/(zh|en)\.ts$|workbench\/editor\/words\.ts$/.test(path))

  it('are written as pairs: no Chinese text stands alone in the code', () => {
    const alone: string[] = []
    for (const path of sources) {
      const code = readFileSync(path, 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/^\s*\/\/.*$/gm, '')
        // A name in an example, in both languages.
        .replace(/\{[^{}|]*\p{Script=Han}[^{}|]*\|[^{}|]+\}/gu, '')
        // A pair of words, in brackets, over however many lines.
        .replace(/\[\s*(['"`])[^'"`]*\p{Script=Han}[^'"`]*\1\s*,\s*(['"`])(?:(?!\2)[\s\S])*\2\s*,?\s*\]/gu, '')
      for (const line of code.split('\n'))
        if (/['"`>][^'"`<>]*\p{Script=Han}/u.test(line)) alone.push(`${path.slice(root.length + 1)}: ${line.trim()}`)
    }
    const allowed = [
      /中文/,
      /kinds\/(date|yesNo|figures|region)\.tsx?:/,
      /reports\/amounts\.ts:/,
      /http\.ts: const unreachable/,
      /http\.ts: (zh|en):/,
    ]
    expect(alone.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([])
  })

  it('are filled in by name', () => {
    expect(sayIn('zh', ['共 {total} 条', '{total} in all'], { total: 3 })).toBe('共 3 条')
    expect(sayIn('en', ['共 {total} 条', '{total} in all'], { total: 3 })).toBe('3 in all')
    expect(sayIn('en', ['{a}', '{a} {b}'], { a: 1 })).toBe('1 {b}')
  })
})
