/** Rules of what is kept about a customer: contacts named in a communication are theirs, notes show in the file, a grade belongs to its scheme. */
import type { Change, Rules } from '../../records/rules.ts'
import { checkValidity } from '../validity.ts'
import { keepFile } from './fileUpkeep.ts'

export const marketNotesRules: Rules = {
  after: (change) => keepFile(change, 'marketNotes', { part: 'market' }),
}

export const communicationsRules: Rules = {
  async check({ after, fault, look }) {
    const contact = after.contact ? await look('contacts', after.contact) : undefined
    if (contact && contact.customer !== after.customer)
      fault('contact', [
        `联系人 ${String(contact.name)} 不属于该客户，请另选。`,
        `Contact ${String(contact.name)} is not this customer's; choose another.`,
      ])
  },
}

const gradesOf = async ({ world }: Change, scheme: unknown): Promise<string[]> => {
  const rows: { code: string }[] = await world.database
    .knex('gradingSchemes_grades')
    .where({ parent: scheme })
    .orderBy('position')
    .select('code')
  return rows.map((row) => row.code)
}

export const customerGradesRules: Rules = {
  async check(change) {
    const { after, fault } = change
    checkValidity(change)
    const codes = after.scheme ? await gradesOf(change, after.scheme) : []
    if (after.scheme && !codes.includes(String(after.grade)))
      fault('grade', [
        `该方案没有等级“${String(after.grade)}”（CF-03）；可选：${codes.join('、')}。`,
        `The scheme has no grade “${String(after.grade)}” (CF-03); choose one of ${codes.join(', ')}.`,
      ])
  },
}

export const gradingSchemesRules: Rules = {
  async check({ world, after, fault }) {
    const codes = Array.isArray(after.grades) ? after.grades.map((line: { code?: unknown }) => line.code) : []
    if (new Set(codes).size < codes.length) fault('grades', ['等级代码重复，请改正。', 'A grade code occurs twice; please correct it.'])
    if (!after.primary) return
    // Two schemes made primary at the same time would not see each other.
    await world.database.dialect.lock(world.database.knex, 'gradingSchemes')
    const other: { name: string } | undefined = await world.database
      .knex('gradingSchemes')
      .where({ primary: 1 })
      .whereNull('deletedAt')
      .whereNot({ id: after.id ?? 0 })
      .first('name')
    if (other)
      fault('primary', [
        `主方案已是“${other.name}”，只能有一个（CF-03）；请先取消它。`,
        `“${other.name}” is the primary scheme already and there is only one (CF-03); unset it first.`,
      ])
  },
}
