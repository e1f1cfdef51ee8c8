/** A copy is a new record of today, not one more of the day of the old one. */
import { describe, expect, it } from 'vitest'
import { copyOf } from '../../admin/registers/copy.ts'

describe('a copy of a record', () => {
  it('leaves days that begin as today to the form', () => {
    const fields = {
      date: { kind: 'date', label: ['日期', 'Date'], writable: true, default: '$today' },
      requiredOn: { kind: 'date', label: ['要求', 'Required'], writable: true },
      note: { kind: 'text', label: ['备注', 'Note'], writable: true, default: '无' },
    }
    const description = { fields } as unknown as Parameters<typeof copyOf>[0]
    const record = { date: '2024-11-18', requiredOn: '2024-11-30', note: '加急', _masked: [] } as unknown as Parameters<typeof copyOf>[1]
    expect(copyOf(description, record)).toEqual({ requiredOn: '2024-11-30', note: '加急' })
  })
})
