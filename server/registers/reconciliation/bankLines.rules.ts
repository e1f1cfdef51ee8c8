/** Rules of bank lines (PAY-14): named and known again by what the bank says; a line in use is never deleted; one set aside has no proposals left. */
import { system } from '../../access/actor.ts'
import { yuan } from '../../definition/decimal.ts'
import { identityOf } from '../../reconciliation/statement/known.ts'
import type { StatementLine } from '../../reconciliation/statement/statement.ts'
import { move as take } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { checkAgain } from './bankStatements.rules.ts'

const nameOf = ({ date, payer, summary, amount }: Stored): string =>
  [date, payer ?? summary ?? '', typeof amount === 'number' ? yuan(amount) : ''].filter(Boolean).join(' ').slice(0, 200)

/** An identity for a line that was typed in. */
async function freeIdentity({ world, after }: Change): Promise<string> {
  const base = `${String(after.account)} ${identityOf(after as unknown as StatementLine)}`.slice(0, 110)
  for (let at = 1; ; at += 1) {
    const identity = at === 1 ? base : `${base} #${at}`
    const taken: unknown = await world.database.knex('bankLines').where({ identity }).whereNull('deletedAt').first('id')
    if (!taken) return identity
  }
}

async function checkStatement({ after, look, fault }: Change): Promise<void> {
  const statement = await look('bankStatements', after.statement)
  if (!statement) return
  if (statement.account !== after.account)
    fault('statement', [
      `对账单 ${String(statement.number)} 是另一账户的（PAY-14）；请选择同一账户的对账单。`,
      `Statement ${String(statement.number)} is of another account (PAY-14); choose one of the same account.`,
    ])
  else if (String(after.date) < String(statement.from) || String(after.date) > String(statement.to))
    fault('date', [
      `${String(after.date)} 不在对账单 ${String(statement.number)} 的期间内（PAY-14）；请核对日期。`,
      `${String(after.date)} lies outside statement ${String(statement.number)} (PAY-14); check the day.`,
    ])
}

/** Proposals that name a line which is no customer's money are taken back. */
async function dropProposals({ world, after }: Change): Promise<void> {
  const proposals: { id: number }[] = await world.database
    .knex({ m: 'matches' })
    .join({ b: 'matches_bank' }, 'b.parent', 'm.id')
    .where({ 'b.line': Number(after.id), 'm.status': 'proposed' })
    .whereNull('m.deletedAt')
    .distinct({ id: 'm.id' })
  for (const { id } of proposals) await take(world, system, 'matches', id, 'undo')
}

export const bankLinesRules: Rules = {
  async prepare(change) {
    const { after, move } = change
    after.name = nameOf(after)
    after.identity ??= await freeIdentity(change)
    if (move === 'takeBack') after.asideReason = null
    if (move === 'setAside') after.asideReason = change.note?.slice(0, 500) ?? null
  },
  async check(change) {
    const { verb, before, after, fault } = change
    if (verb === 'remove') {
      if (before?.state !== 'open' && before?.state !== 'aside')
        fault('root', [
          '已勾对或已认领的流水不能删除（PAY-14）；请先撤销。',
          'A line that is matched or claimed is not deleted (PAY-14); undo that first.',
        ])
      return
    }
    if (after.amount === 0) fault('amount', ['流水金额不能为零（PAY-14）。', 'The amount of a line is not zero (PAY-14).'])
    const { before: old } = change
    if (!old || old.statement !== after.statement || old.date !== after.date || old.account !== after.account) await checkStatement(change)
  },
  async after(change) {
    if (change.move === 'setAside' && change.before?.state === 'proposed') await dropProposals(change)
    if (change.move === undefined) await checkAgain(change)
  },
}
