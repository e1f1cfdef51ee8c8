/** What is said of an export with too many rows. */
import { expect, it } from 'vitest'
import { refusalOf } from '../../server/sql/faults.ts'
import { SandboxFault } from '../../server/sql/sandbox.ts'

const sentences = (what: string) => refusalOf(new SandboxFault('refused', { what, name: '1000000' })).refusal.words

it('sends to CSV from a workbook alone, with numbers one can read', () => {
  for (const sentence of sentences('sheetRows')) expect(sentence).toMatch(/1,000,000.*CSV/)
  for (const sentence of sentences('rows')) {
    expect(sentence).toContain('1,000,000')
    expect(sentence).not.toContain('CSV')
  }
})
