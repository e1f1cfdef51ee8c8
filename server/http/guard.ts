/** Before any route: who asks, and whether a writing request really comes from our own panel. */
import type { Request, RequestHandler } from 'express'
import { Refusal } from '../errors.ts'
import type { Service } from './route.ts'
import { sessionSecret } from './session.ts'

const foreign = () => new Refusal(403, 'origin', ['请求来源不符，已拒绝。', 'The request comes from elsewhere and was refused.'])

/** A writing request of a browser must come from this very origin and carry our header, which other sites cannot send. */
function demandOwnOrigin(request: Request): void {
  const { origin } = request.headers
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.get('host'))) throw foreign()
  const site = request.get('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign()
  if (request.get('x-requested-with') !== 'taizhang') throw foreign()
}

/** Recognises sessions and tokens; guards every request that writes. */
export function guard({ world, access }: Service): RequestHandler {
  return async (request, response, next) => {
    const bearer = /^Bearer (\S{1,200})$/.exec(request.get('authorization') ?? '')?.[1]
    if (bearer !== undefined) {
      response.locals.signed = await access.byToken(world.database, bearer)
      if (!response.locals.signed)
        throw new Refusal(401, 'unauthenticated', ['令牌无效或已撤销。', 'The token is not valid or was revoked.'])
      next()
      return
    }
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) demandOwnOrigin(request)
    const secret = sessionSecret(request)
    if (secret !== undefined) response.locals.signed = await access.bySession(world.database, secret)
    next()
  }
}
