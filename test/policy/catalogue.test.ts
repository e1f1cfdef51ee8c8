/** The numbers and blanks of the catalogue (§16, §18) that the rules of sales, carriers, money and credit use are policies, by their rows. */
import { expect, test } from 'vitest'
import { type PolicyName, policyKeys } from '../../server/policy/index.ts'
import { registers } from '../../server/registers/index.ts'

/** Numbers that the written policies give: what ships. */
const given: readonly (readonly [key: PolicyName, value: string, row: string])[] = [
  ['payment.mode', 'prepaid', 'CF-07'],
  ['collection.plan.longest', '90', 'PAY-12'],
  ['collection.remit.at', '10000.00', 'PAY-03'],
  ['collection.remit.max', '20000.00', 'PAY-03'],
  ['recon.salesFunds.day', '30', 'PAY-05'],
  ['recon.salesFunds.shift', 'next', 'CF-19'],
  ['freight.report', '0', 'CAR-08'],
  ['credit.prereq.lastYearBalance', '0.00', 'CRD-01'],
  ['credit.window', '30', 'CRD-02'],
  ['credit.overdueAfter', '30', 'CRD-05'],
  ['credit.overLimit.count', '2', 'CRD-07'],
  ['credit.overLimit.first.maxShare', '1/3', 'CRD-07'],
  ['credit.overLimit.last.maxShare', '1/3', 'CRD-08'],
  ['credit.overLimit.last.due', '0', 'CRD-13'],
  ['credit.badDebt.unapproved.share', 'logistics:33.34, warehouse:33.33, marketHead:33.33', 'CRD-11'],
]

/** Blanks: asked in the set-up; what we suggest is offered and never applied. */
const blank: readonly (readonly [key: PolicyName, row: string])[] = [
  ['grossProfit.floor', 'ORD-19'],
  ['prepayment.share', 'GRD-21'],
  ['credit.badDebt.inLimit.share', 'CRD-10'],
  ['credit.badDebt.lastRelease.share', 'CRD-12'],
]

test.each(given)('%s ships as %s (%s)', (key, value, row) => {
  expect(policyKeys[key]).toMatchObject({ value, source: row })
})

test.each(blank)('%s is left to the company (%s)', (key, row) => {
  expect(policyKeys[key].source).toBe(row)
  expect(policyKeys[key].value).toBeUndefined()
  expect(policyKeys[key].suggestion).toMatch(/\d/)
})

test('nothing else is asked: blanks of what is not built stay out of the set-up', () => {
  const asked = Object.entries(policyKeys).filter(([, { value }]) => value === undefined)
  expect(asked.map(([key]) => key).sort()).toEqual(blank.map(([key]) => key).sort())
})

test('papers of the bank are kept ten years, those of the ledger thirty; every paper of a month has its class (CF-24)', () => {
  expect(policyKeys['retention.bank']).toMatchObject({ value: '10', units: ['year'], source: 'CF-24' })
  expect(policyKeys['retention.ledger']).toMatchObject({ value: '30', units: ['year'], source: 'CF-24' })
  const classes = Object.fromEntries(
    registers.flatMap(({ name, retained }) => (retained ? [[name, [retained.from, retained.policy]]] : [])),
  )
  expect(classes).toEqual({
    bankStatements: ['to', 'retention.bank'],
    bankLines: ['date', 'retention.bank'],
    matches: ['month', 'retention.bank'],
    financeBalances: ['month', 'retention.bank'],
    reconciliations: ['month', 'retention.ledger'],
    differences: ['month', 'retention.ledger'],
    fundRecoveries: ['month', 'retention.ledger'],
    adjustments: ['date', 'retention.ledger'],
  })
})
