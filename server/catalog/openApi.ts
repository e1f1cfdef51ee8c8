/** Describes the record API of every register that an actor may read, as OpenAPI 3.1; made from the same definitions as the API itself. */
import type { Actor } from '../access/actor.ts'
import { kindOf } from '../kinds/index.ts'
import type { Catalog } from './catalog.ts'
import { describeAll } from './describe.ts'
import type { Description, FieldDescription } from './description.ts'

type Json = Record<string, unknown>

const fieldSchema = (field: FieldDescription): Json => {
  const { description, ...schema } = kindOf(field).schema(field)
  const inner =
    field.kind === 'lines'
      ? {
          items: {
            type: 'object',
            properties: Object.fromEntries(Object.entries(field.fields).map(([name, each]) => [name, kindOf(each).schema(each)])),
          },
        }
      : {}
  const title = `${field.label[0]} ${field.label[1]}`
  const nullable =
    schema.type === undefined
      ? schema
      : { ...schema, type: [schema.type, 'null'], ...(Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}) }
  return { ...nullable, ...inner, title, ...(description ? { description } : {}), ...(field.writable ? {} : { readOnly: true }) }
}

const recordSchema = (register: Description): Json => ({
  type: 'object',
  title: `${register.label[0]} ${register.label[1]}`,
  properties: {
    id: { type: 'integer', readOnly: true },
    version: { type: 'integer', description: 'send it back on PUT: a stale one is refused with 409' },
    ...Object.fromEntries(Object.entries(register.fields).map(([name, field]) => [name, fieldSchema(field)])),
  },
  required: ['id', 'version'],
})

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })
const content = (schema: Json): Json => ({ 'application/json': { schema } })
const answer = (description: string, schema: Json): Json => ({ description, content: content(schema) })
const fault: Json = { default: answer('fault', reference('Fault')) }

const queryParameter = (name: string, description: string): Json => ({ name, in: 'query', description, schema: { type: 'string' } })
const idParameter: Json = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } }

const keyParameter: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Makes a create safe to send again when its answer was lost: for a day, the same key with the same body answers the record that was made.',
  schema: { type: 'string', pattern: '^[\\w-]{8,100}$' },
}

function pathsOf(register: Description): Json {
  const one = reference(register.name)
  const body = { required: true, content: content(one) }
  const tags = [register.name]
  const base = `/api/records/${register.name}`
  const moves = register.workflow?.moves ?? []
  const ids = [queryParameter('filter', '{"id":[…]}')]
  const idList = answer('ids', { type: 'array', items: { type: 'integer' } })
  return {
    [base]: {
      get: {
        tags,
        operationId: `${register.name}.list`,
        parameters: [
          queryParameter('filter', 'a `where` as JSON, `q` to search'),
          queryParameter('range', '[first,last], both included'),
          queryParameter('sort', '["field","ASC"]'),
        ],
        responses: {
          200: {
            ...answer('rows', { type: 'array', items: one }),
            headers: { 'Content-Range': { description: 'rows and total', schema: { type: 'string' } } },
          },
          ...fault,
        },
      },
      ...(register.may.create
        ? {
            post: {
              tags,
              operationId: `${register.name}.create`,
              parameters: [keyParameter],
              requestBody: body,
              responses: { 201: answer('the new record', one), ...fault },
            },
          }
        : {}),
      ...(register.may.update
        ? {
            put: {
              tags,
              operationId: `${register.name}.updateMany`,
              parameters: ids,
              requestBody: body,
              responses: { 200: idList, ...fault },
            },
          }
        : {}),
      ...(register.may.remove
        ? { delete: { tags, operationId: `${register.name}.removeMany`, parameters: ids, responses: { 200: idList, ...fault } } }
        : {}),
    },
    [`${base}/{id}`]: {
      parameters: [idParameter],
      get: { tags, operationId: `${register.name}.get`, responses: { 200: answer('the record', one), ...fault } },
      ...(register.may.update
        ? {
            put: {
              tags,
              operationId: `${register.name}.update`,
              requestBody: body,
              responses: { 200: answer('the record', one), ...fault },
            },
          }
        : {}),
      ...(register.may.remove
        ? { delete: { tags, operationId: `${register.name}.remove`, responses: { 200: answer('the record', one), ...fault } } }
        : {}),
    },
    ...Object.fromEntries(
      moves.map((move) => [
        `${base}/{id}/${move.name}`,
        {
          parameters: [idParameter],
          post: {
            tags,
            operationId: `${register.name}.${move.name}`,
            summary: `${move.label[0]} ${move.label[1]}`,
            responses: { 200: answer('the record', one), ...fault },
          },
        },
      ]),
    ),
  }
}

/** The OpenAPI document for one actor. */
export function openApi(catalog: Catalog, actor: Actor): Json {
  const registers = describeAll(catalog, actor)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Taizhang 台账',
      version: '1',
      description: 'Records of every register in reach. Money and quantities travel as decimal text, never as floats.',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: registers.map((each) => ({ name: each.name, description: `${each.label[0]} ${each.label[1]}` })),
    paths: Object.assign({}, ...registers.map(pathsOf)) as Json,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'a personal token' } },
      schemas: {
        Fault: {
          type: 'object',
          properties: {
            code: { type: 'string' },
            message: { type: 'string' },
            errors: { type: 'object', additionalProperties: { type: 'string' } },
            requestId: { type: 'string' },
          },
          required: ['code', 'message'],
        },
        ...Object.fromEntries(registers.map((each) => [each.name, recordSchema(each)])),
      },
    },
  }
}
