/** /healthz: cheap, for anyone, and says nothing but that the process answers. */
import type { Route } from './route.ts'

export const healthRoutes: readonly Route[] = [
  { method: 'get', path: '/healthz', who: 'anyone', summary: ['存活检查', 'Liveness'], handle: () => ({ ok: true }) },
]
