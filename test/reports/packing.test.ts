/** Packed answers are what was put in, with each end that was put to them. */
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unended } from '../../reports/packing.ts'

it('gives back the text and its end, packed when it is long', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 40_000 }),
      fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }),
      async (word, times, ends) => {
        const text = Buffer.from(`台账${word}`.repeat(times))
        const kept = await unended(text)
        for (const end of ends) {
          const answer = kept.end(end)
          expect('gzip' in answer).toBe(text.length >= 20_000)
          const whole = 'gzip' in answer ? gunzipSync(answer.gzip) : Buffer.from(answer.json)
          expect(whole.equals(Buffer.concat([text, Buffer.from(end)]))).toBe(true)
        }
      },
    ),
    { numRuns: 60 },
  )
})
