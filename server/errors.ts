/** The one error people see: a sentence in both languages that names the record, the rule and the remedy, with its HTTP status. */
import type { Words } from './definition/words.ts'

export interface RefusalDetails {
  /** Faults by field (or line path such as `lines.0.quantity`): one sentence each. */
  readonly errors?: Readonly<Record<string, Words>>
  /** What the asker needs to go on: the current record of a conflict, the wait of a back-off in seconds. */
  readonly extra?: Readonly<Record<string, unknown>>
}

export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly words: Words
  readonly errors: Readonly<Record<string, Words>> | undefined
  readonly extra: Readonly<Record<string, unknown>> | undefined

  constructor(status: number, code: string, words: Words, details: RefusalDetails = {}) {
    super(
      details.errors
        ? `${words[1]} ${Object.entries(details.errors)
            .map(([field, each]) => `${field}: ${each[1]}`)
            .join(' ')}`
        : words[1],
    )
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.words = words
    this.errors = details.errors
    this.extra = details.extra
  }
}

/** 401: nobody is logged in. */
export const unauthenticated = () => new Refusal(401, 'unauthenticated', ['请先登录。', 'Please log in first.'])

/** 403: the asker's role does not allow it. */
export const forbidden = (chinese: string, english: string) => new Refusal(403, 'forbidden', [chinese, english])

/** 404: no such record, or none that the asker may see; both look the same. */
export const missing = (what: Words, id: unknown) =>
  new Refusal(404, 'missing', [
    `找不到${what[0]} ${String(id)}，或您无权查看。`,
    `There is no ${what[1]} ${String(id)}, or you may not see it.`,
  ])

/** 400: the request itself cannot be understood. */
export const malformed = (chinese: string, english: string) => new Refusal(400, 'malformed', [chinese, english])

/** 507: nothing can be written. */
export const noSpace = () =>
  new Refusal(507, 'noSpace', [
    '服务器磁盘已满或无法写入；请稍后再试，并告知管理员清理磁盘。',
    'The disk of the server is full or cannot be written: try again later, and tell an administrator to make room.',
  ])

/** 422: faults by field. */
export const invalid = (what: Words, errors: Record<string, Words>) =>
  new Refusal(
    422,
    'invalid',
    [
      `${what[0]}未保存：请改正 ${Object.keys(errors).length} 处错误。`,
      `${what[1]} not saved: please correct ${Object.keys(errors).length} fault(s).`,
    ],
    { errors },
  )
