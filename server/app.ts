/** The whole pipeline in reading order; the only file that mounts routes. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { Refusal } from './errors.ts'
import { approvalRoutes } from './http/approvals.ts'
import { creditRoutes } from './http/credit.ts'
import { customerRoutes } from './http/customers.ts'
import { answerError } from './http/errors.ts'
import { exportRoutes } from './http/exports.ts'
import { fileRoutes } from './http/files.ts'
import { guard } from './http/guard.ts'
import { healthRoutes } from './http/health.ts'
import { importRoutes } from './http/imports.ts'
import { logging } from './http/logging.ts'
import { openApiRoutes } from './http/openapi.ts'
import { policyRoutes } from './http/policies.ts'
import { printRoutes } from './http/print.ts'
import { reconciliationRoutes } from './http/reconciliation.ts'
import { reconciliationBoardRoutes } from './http/reconciliationBoard.ts'
import { recordRoutes } from './http/records.ts'
import { registerRoutes } from './http/registers.ts'
import { reportRoutes } from './http/reports.ts'
import { roleRoutes } from './http/roles.ts'
import { mount, type Route, type Service } from './http/route.ts'
import { sessionRoutes } from './http/session.ts'
import { sqlRoutes } from './http/sql.ts'
import { sqlExportRoutes } from './http/sqlExports.ts'
import { workRoutes } from './http/work.ts'

export const routes: readonly Route[] = [
  ...healthRoutes,
  ...sessionRoutes,
  ...registerRoutes,
  ...fileRoutes,
  ...recordRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...reportRoutes,
  ...sqlExportRoutes,
  ...sqlRoutes,
  ...roleRoutes,
  ...workRoutes,
  ...approvalRoutes,
  ...policyRoutes,
  ...creditRoutes,
  ...reconciliationRoutes,
  ...reconciliationBoardRoutes,
  ...customerRoutes,
  ...printRoutes,
  ...openApiRoutes,
]

export interface AppOptions {
  readonly log: Logger
  readonly trustProxy: number
  /** Where the built panel is; without it the API alone is served. */
  readonly panel?: string
}

const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Emotion writes its rules into style elements at run time.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: { maxAge: 15_552_000 },
})

/** Tells reports after each write; they would find it by themselves a moment later. */
const nudging =
  ({ reports }: Service): RequestHandler =>
  (request, response, next) => {
    if (reports && request.method !== 'GET') response.once('finish', () => reports.nudge())
    next()
  }

/** The Express app over a service. */
export function makeApp(service: Service, { log, trustProxy, panel }: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', trustProxy)
  app.set('query parser', 'simple')
  app.set('etag', false)
  app.use(logging(log), headers)
  app.use('/api', (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Access-Control-Expose-Headers': 'Content-Range' })
    next()
  })
  // Long answers are worth compressing; a single record is not.
  app.use(['/api/registers', '/api/regions', '/api/reports', '/api/reconciliation', '/api/sql/schema', '/api/openapi.json'], compression())
  app.get('/api/records/:register', compression())
  app.use('/api', guard(service), express.json({ limit: '2mb', strict: true }))
  app.use('/api', nudging(service))
  mount(app, service, routes)
  app.use('/api', () => {
    throw new Refusal(404, 'missing', ['没有这个接口。', 'There is no such address.'])
  })
  if (panel && existsSync(join(panel, 'index.html'))) {
    app.use(compression(), express.static(panel, { index: false, maxAge: '1y', immutable: true }))
    app.use((request, response, next) => {
      if (request.method !== 'GET' || /\.\w+$/.test(request.path)) next()
      else response.sendFile(join(panel, 'index.html'), { headers: { 'Cache-Control': 'no-cache' } })
    })
  }
  app.use(answerError)
  return app
}
