/** Gives each request a number and, when it is over, a log line: method, address without its query, status, time. No cookie, token or body ever. */
import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

declare global {
  namespace Express {
    interface Request {
      /** The number that a person can give to an administrator. */
      id: string
      log: Logger
    }
  }
}

const levelOf = (status: number) => (status >= 500 ? 'error' : status >= 400 ? 'info' : 'debug')

/** Written by hand because a logger of every request at every level took half the time of a short one. */
export function logging(log: Logger): RequestHandler {
  return (request, response, next) => {
    const began = performance.now()
    request.id = randomUUID()
    request.log = log
    response.setHeader('X-Request-Id', request.id)
    response.once('close', () => {
      const level = levelOf(response.statusCode)
      if (!log.isLevelEnabled(level)) return
      const [address] = request.originalUrl.split('?')
      const line = {
        request: request.id,
        method: request.method,
        address,
        status: response.statusCode,
        ms: Math.round(performance.now() - began),
      }
      log[level](line, response.writableFinished ? 'answered' : 'broken off')
    })
    next()
  }
}
