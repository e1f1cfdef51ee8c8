/** /api/registers and /api/regions: what the panel is built from. */
import { describeAll } from '../catalog/describe.ts'
import { regions } from '../kinds/region.ts'
import type { Route } from './route.ts'

export const registerRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/registers',
    who: 'signed',
    summary: ['可用台账的说明', 'Registers in reach, described'],
    handle: ({ world, actor }) => describeAll(world.catalog, actor),
  },
  {
    method: 'get',
    path: '/api/regions',
    who: 'signed',
    summary: ['省、市、区县', 'Provinces, cities, districts'],
    handle({ response }) {
      response.set('Cache-Control', 'private, max-age=86400')
      return regions
    },
  },
]
