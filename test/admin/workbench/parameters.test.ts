/** Which parameters a statement may not be run without. */
import { describe, expect, it } from 'vitest'
import { missingIn } from '../../../admin/workbench/parameters.ts'
import { standing } from '../../../admin/workbench/useRuns.ts'

const date = { from: { type: 'date', value: '' } } as const

describe('empty parameters', () => {
  it.each([
    'select * from orders where date >= $from',
    'select $from::date',
    'select * from orders where date >= $from -- $from is null',
    "select '$from is null', $from",
    'select $from where coalesce(x, $from) is null',
    'select $from, $from_day is null',
  ])('keep from running: %s', (sql) =>
    expect(missingIn(sql, { ...date, from_day: { type: 'date', value: '2026-01-01' } })).toEqual(['from']),
  )

  it.each([
    'select * from orders where $from is null or date >= $from',
    'select * from orders where $from IS\n NOT NULL and date >= $from',
    'select * from orders where ($from::date is null or date >= $from)',
    'select * from orders where cast($from as date) is null or date >= $from',
    'select * from orders where date >= coalesce( $from, current_date)',
    'select * from orders where date >= coalesce($from::date, current_date)',
    'select * from orders where date >= ifnull($from, current_date)',
  ])('are null where the statement says what that means: %s', (sql) => expect(missingIn(sql, date)).toEqual([]))

  it('are those of other types than text, with nothing in them', () => {
    const sql = 'select $a, $b, $c, $d, $e'
    const of = (type: 'text' | 'integer' | 'yesNo', value: string | boolean | null) => ({ type, value })
    expect(
      missingIn(sql, {
        a: of('text', ''),
        b: of('integer', null),
        c: of('integer', '0'),
        d: of('yesNo', false),
        unused: of('integer', ''),
      }),
    ).toEqual(['b'])
  })

  it('are marked until they are filled in', () => {
    const asked = { statement: { text: 'select $from', from: 0 }, params: { from: { type: 'date', value: null } } } as const
    const run = { state: 'failed', asked, failure: { message: '', code: 'parameters', errors: { from: '请填写' } } } as const
    expect(standing(run, date)).toEqual({ from: '请填写' })
    expect(standing(run, { from: { type: 'date', value: '2026-01-01' } })).toEqual({})
  })
})
