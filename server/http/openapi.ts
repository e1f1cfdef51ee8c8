/** /api/openapi.json: the API of the registers in this actor's reach, as OpenAPI 3.1. */
import { openApi } from '../catalog/openApi.ts'
import type { Route } from './route.ts'

export const openApiRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/openapi.json',
    who: 'signed',
    summary: ['接口说明', 'This description'],
    handle: ({ world, actor }) => openApi(world.catalog, actor),
  },
]
