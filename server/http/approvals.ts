/** /api/approvals: signing, sending back, adding a signer and reminding; one case or many at once. */
import { addSigner, casesOf, type Decision, decide, inbox, reassign, remind } from '../approvals/index.ts'
import { say, type Words } from '../definition/words.ts'
import { malformed, Refusal } from '../errors.ts'
import { acceptText } from '../kinds/textual.ts'
import { type Call, idOf, type Route } from './route.ts'

function commentOf({ body }: Call): string | null {
  const taken = acceptText(body.comment, 1000, true)
  if ('fault' in taken) throw new Refusal(422, 'invalid', taken.fault, { errors: { comment: taken.fault } })
  return taken.value === null ? null : String(taken.value)
}

function decisionOf({ body }: Call): Decision {
  if (body.decision !== 'approve' && body.decision !== 'return')
    throw malformed('decision 应为 approve 或 return。', 'decision must be approve or return.')
  return body.decision
}

/** One thing done with one case. */
const act = (name: string, summary: Words, work: (call: Call) => Promise<void>): Route => ({
  method: 'post',
  path: `/api/approvals/:id/${name}`,
  who: 'signed',
  summary,
  async handle(call) {
    await work(call)
    return { done: true }
  },
})

/** Signs many cases, each in its own transaction: one that cannot be signed does not hold up the others. */
async function decideMany(call: Call) {
  const { ids } = call.body
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 100 || !ids.every((id) => Number.isInteger(id) && id > 0))
    throw malformed('请给出 1–100 张审批单的 ids。', 'Give the ids of 1 to 100 approvals.')
  const decision = decisionOf(call)
  const comment = commentOf(call)
  const results: { id: number; done: boolean; message?: string }[] = []
  for (const id of ids as number[])
    try {
      await decide(call.world, call.actor, id, decision, comment)
      results.push({ id, done: true })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const sentences = error.errors ? Object.values(error.errors) : [error.words]
      results.push({ id, done: false, message: sentences.map((words) => say(words, call.actor.language)).join(' ') })
    }
  return results
}

export const approvalRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/approvals/inbox',
    who: 'signed',
    summary: ['待我审批', 'Approvals that wait for me'],
    handle: ({ world, actor }) => inbox(world, actor),
  },
  {
    method: 'get',
    path: '/api/approvals/of/:register/:id',
    who: 'signed',
    summary: ['一条记录的审批经过', 'The approvals of a record'],
    handle: (call) => casesOf(call.world, call.actor, call.world.catalog.get(call.params.register ?? ''), idOf(call)),
  },
  { method: 'post', path: '/api/approvals/decide', who: 'signed', summary: ['批量签批', 'Sign many'], handle: decideMany },
  act('decide', ['签批或退回', 'Sign or send back'], (call) =>
    decide(call.world, call.actor, idOf(call), decisionOf(call), commentOf(call)),
  ),
  act('add', ['加签', 'Add a signer'], (call) => addSigner(call.world, call.actor, idOf(call), Number(call.body.user), commentOf(call))),
  act('reassign', ['改派签批人', 'Name another signer'], (call) =>
    reassign(call.world, call.actor, idOf(call), Number(call.body.user), commentOf(call)),
  ),
  act('remind', ['催办', 'Remind'], (call) => remind(call.world, call.actor, idOf(call))),
]
