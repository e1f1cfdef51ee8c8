/** The last handler: refusals become sentences in the asker's language; everything else becomes a plain 500 that gives nothing away. */
import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Signed } from '../access/session.ts'
import { type Language, say, type Words } from '../definition/words.ts'
import { malformed, Refusal } from '../errors.ts'

/** A user's own language; a stranger's from the browser, Chinese unless it asks for English first. */
export function languageOf(request: Request, response: Response): Language {
  const signed: Signed | undefined = response.locals.signed
  if (signed) return signed.actor.language
  return request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh'
}

/** Refusals that body parsers and the router stand for. */
function known(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const { type, status } = (error ?? {}) as { type?: string; status?: number }
  if (type === 'entity.too.large')
    return new Refusal(413, 'tooLarge', ['请求内容过大，请减少内容或改用导入。', 'The request is too large: send less, or use the import.'])
  if (type === 'entity.parse.failed') return malformed('请求内容不是有效的 JSON。', 'The body is no JSON.')
  if (type?.startsWith('encoding.') || type === 'charset.unsupported')
    return new Refusal(415, 'encoding', ['不支持这种编码。', 'That encoding is not supported.'])
  if (error instanceof URIError) return malformed('网址编码有误。', 'The address is badly encoded.')
  return status === 400 ? malformed('请求无法识别。', 'The request cannot be understood.') : undefined
}

export const answerError: ErrorRequestHandler = (error, request, response, next) => {
  if (response.headersSent) {
    next(error)
    return
  }
  const language = languageOf(request, response)
  const refusal = known(error)
  if (!refusal) {
    request.log.error({ err: error, request: request.id }, 'unexpected')
    const words: Words = [
      '系统出错，操作未完成；请重试，若仍出错请将编号告知管理员。',
      'Something went wrong and nothing was done; try again, or give the number to an administrator.',
    ]
    response.status(500).json({ code: 'unexpected', message: say(words, language), requestId: request.id })
    return
  }
  if (typeof refusal.extra?.retryAfter === 'number') response.set('Retry-After', String(refusal.extra.retryAfter))
  const errors = refusal.errors && Object.fromEntries(Object.entries(refusal.errors).map(([field, words]) => [field, say(words, language)]))
  response.status(refusal.status).json({
    ...refusal.extra,
    code: refusal.code,
    message: say(refusal.words, language),
    ...(errors ? { errors } : {}),
    requestId: request.id,
  })
}
