/** The search box: words anywhere in a register's search fields, Chinese also by pinyin and its initials. */
import type { Knex } from 'knex'
import { pinyin } from 'pinyin-pro'
import type { Actor } from '../access/actor.ts'
import { mayAskBy } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { kindOf } from '../kinds/index.ts'
import type { Stored } from './rules.ts'
import { literal } from './where.ts'

const han = /\p{Script=Han}/u

/** Full pinyin and initials of a Chinese text: `宁夏` gives `ningxia nx`. */
function sounds(text: string): string {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  const plain = syllables.map((each) => each.replace(/ü/g, 'v').toLowerCase())
  return `${plain.join('')} ${plain.map((each) => each[0] ?? '').join('')}`
}

/** What the search box looks through for this record: its search fields in lower case, with pinyin. Personal data stays out. */
export function searchText(register: CompleteRegister, stored: Stored): string {
  const texts = register.search.flatMap((name) => {
    const field = register.fields[name]
    const text = field && !field.sensitive ? kindOf(field).text(stored[name], field, 'zh') : ''
    return text ? [text.normalize('NFKC').toLowerCase()] : []
  })
  return [...texts, ...texts.filter((text) => han.test(text)).map(sounds)].join(' ')
}

/** Narrows `query` to records in which every word of `text` occurs; looks only into fields that the actor may ask by. */
export function applySearch(query: Knex.QueryBuilder, register: CompleteRegister, actor: Actor, text: string, like: string): void {
  const words = text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
  const open = register.search.filter((name) => mayAskBy(register, actor, name))
  const whole = register.search.every((name) => mayAskBy(register, actor, name) || register.sensitive.has(name))
  for (const word of words) {
    const pattern = `%${literal(word)}%`
    if (whole && register.search.length > 0) query.whereRaw(`?? like ? escape '\\'`, [`${register.table}.searchText`, pattern])
    else
      query.where((any) => {
        any.whereRaw('1 = 0')
        for (const name of open) any.orWhereRaw(`?? ${like} ? escape '\\'`, [`${register.table}.${name}`, pattern])
      })
  }
}
