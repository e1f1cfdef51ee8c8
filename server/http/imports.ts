/** /api/imports: a file comes in, columns are mapped, the first rows are looked at, the job runs and is watched. Everybody sees only his or her own. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { say } from '../definition/words.ts'
import { invalid, malformed, missing, Refusal } from '../errors.ts'
import { arrange, beginJob, errorPath, type Job, jobOf, keepUpload, type Prescription, tooLarge } from '../exchange/job.ts'
import type { Mapping } from '../exchange/plan.ts'
import { preview } from '../exchange/preview.ts'
import type { Given } from '../exchange/profile.ts'
import { shippedProfile, shippedProfiles } from '../exchange/profiles.ts'
import { cancel, isAbandoned, run } from '../exchange/run.ts'
import { mostUpload } from '../exchange/source.ts'
import { create, find, get } from '../records/index.ts'
import { receiveFile } from './multipart.ts'
import { type Call, idOf, type Route } from './route.ts'

/** What a saved profile prescribes, by its id. */
async function prescriptionOf(
  { world, actor }: Call,
  id: number,
): Promise<Prescription & { target: { register: string } | { profile: string } }> {
  const { register, base, mapping, key } = await get(world, actor, 'importProfiles', id)
  const target = typeof base === 'string' && shippedProfile(base) ? { profile: base } : { register: String(register) }
  return { target, mapping: (mapping ?? {}) as Mapping, key: Array.isArray(key) ? key.map(String) : [] }
}

async function begin(call: Call) {
  const { world, actor, query, response } = call
  const { register, profile } = query
  if ((register === undefined) === (profile === undefined))
    throw malformed('请指明 register 或 profile 之一。', 'Name either register or profile.')
  if (profile !== undefined && !shippedProfile(profile) && !/^\d{1,9}$/.test(profile))
    throw missing(['导入方案', 'import profile'], profile.slice(0, 60))
  if (register !== undefined) world.catalog.get(register)
  const saved = profile !== undefined && !shippedProfile(profile) ? await prescriptionOf(call, Number(profile)) : undefined
  const kept = await receiveFile(call, mostUpload, tooLarge, (name, stream) => keepUpload(world, name, stream))
  const target = saved ? saved.target : { ...(register === undefined ? {} : { register }), ...(profile === undefined ? {} : { profile }) }
  const { job, opened, notes, samples } = await beginJob(world, actor, kept, target, saved)
  response.status(201)
  const { id, mapping, key, given, encoding, total } = job
  return {
    id,
    register: job.register,
    profile: job.profile,
    columns: samples,
    mapping,
    key,
    encoding,
    rows: total,
    ...(opened
      ? {
          targets: Object.entries(opened.targets ?? {}).map(([path, label]) => ({ path, label })),
          asks: Object.entries(opened.asks ?? {}).map(([name, ask]) => ({ name, ...ask })),
          given,
          notes: notes.map((words) => say(words, actor.language)),
        }
      : {}),
  }
}

/** The mapping of a body: column → target or null. */
function mappingOf({ body }: Call, job: Job): Mapping {
  const { mapping } = body
  if (mapping === undefined) return job.mapping
  const good = (value: unknown) => value === null || typeof value === 'string'
  if (typeof mapping !== 'object' || mapping === null || Array.isArray(mapping) || !Object.values(mapping).every(good))
    throw invalid(['导入', 'Import'], { mapping: ['应为 {列名: 字段或 null}。', 'It must be {column: field or null}.'] })
  return mapping as Mapping
}

function keyOf({ body }: Call, job: Job): readonly string[] {
  const { key } = body
  if (key === undefined) return job.key
  if (!Array.isArray(key) || !key.every((each) => typeof each === 'string'))
    throw invalid(['导入', 'Import'], { key: ['应为字段名列表。', 'It must be a list of field names.'] })
  return key as string[]
}

function givenOf({ body }: Call, job: Job): Given {
  const { given } = body
  if (given === undefined) return job.given
  const good = (value: unknown) => value === null || Number.isSafeInteger(value)
  if (typeof given !== 'object' || given === null || Array.isArray(given) || !Object.values(given).every(good))
    throw invalid(['导入', 'Import'], { given: ['应为 {名称: 记录 id 或 null}。', 'It must be {name: id of a record or null}.'] })
  return given as Given
}

async function look(call: Call) {
  const { world, actor, body } = call
  const job = await jobOf(world, actor, idOf(call))
  const arranged = await arrange(world, actor, job, mappingOf(call, job), keyOf(call, job), givenOf(call, job))
  if (typeof body.saveAs === 'string' && body.saveAs.trim() !== '')
    await create(world, actor, 'importProfiles', {
      name: body.saveAs,
      register: job.register,
      base: job.profile,
      mapping: arranged.mapping,
      key: arranged.key,
    })
  return preview(world, actor, arranged)
}

const status = ({ actor }: Call, job: Job) => {
  const { id, register, profile, fileName, state, progress, total, created, updated, skipped, faulty, errorBytes, notes, message } = job
  return {
    id,
    register,
    profile,
    fileName,
    state,
    progress,
    total,
    created,
    updated,
    skipped,
    faulty,
    noted: notes.length > 0,
    hasErrors: state !== 'running' && errorBytes > 0,
    message: message ? say(message, actor.language) : null,
  }
}

/** Sets the job going; the answer does not wait for it. */
function launch({ world, actor, request }: Call, id: number): void {
  run(world, actor, id).catch((error: unknown) => request.log.error({ err: error, import: id }, 'import'))
}

async function start(call: Call) {
  const job = await jobOf(call.world, call.actor, idOf(call))
  if (job.state !== 'ready' && !isAbandoned(call.world, job))
    throw new Refusal(409, 'refused', [
      '这个导入已经运行过；要再导一次请重新上传。',
      'This import has run already; upload the file again to repeat it.',
    ])
  launch(call, job.id)
  call.response.status(202)
  return { ...status(call, job), state: 'running' }
}

/** How far the job is; one whose process has died goes on here. */
async function progress(call: Call) {
  const job = await jobOf(call.world, call.actor, idOf(call))
  if (isAbandoned(call.world, job)) launch(call, job.id)
  return status(call, job)
}

async function errors(call: Call): Promise<undefined> {
  const { world, actor, response } = call
  const job = await jobOf(world, actor, idOf(call))
  const path = errorPath(job)
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size === 0) throw new Refusal(404, 'missing', ['没有错误行。', 'There are no faulty rows.'])
  const name = `${job.fileName.replace(/\.(?:csv\.gz|\w+)$/i, '')}-错误-errors.csv`
  response.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="errors.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
  })
  await pipeline(createReadStream(path), response)
  return undefined
}

/** Shipped and saved profiles that this actor may use. */
async function profiles({ world, actor }: Call) {
  const shipped = Object.entries(shippedProfiles).flatMap(([name, { label, register, alone = [], demand }]) => {
    try {
      demand(world, actor)
      return [{ name, label: say(label, actor.language), register, alone, shipped: true }]
    } catch {
      return []
    }
  })
  const { rows } = await find(world, actor, 'importProfiles', { range: [0, 199] }).catch(() => ({ rows: [] }))
  return [...shipped, ...rows.map(({ id, name, register }) => ({ name: String(id), label: name, register, alone: [], shipped: false }))]
}

async function list(call: Call) {
  const { world, actor } = call
  const rows: { id: number }[] = await world.database
    .knex('imports')
    .where({ owner: actor.id })
    .orderBy('id', 'desc')
    .limit(50)
    .select('id')
  return Promise.all(rows.map(async ({ id }) => status(call, await jobOf(world, actor, id))))
}

const path = '/api/imports'

export const importRoutes: readonly Route[] = [
  { method: 'get', path, who: 'signed', summary: ['我的导入', 'My imports'], handle: list },
  { method: 'get', path: `${path}/profiles`, who: 'signed', summary: ['导入方案', 'Import profiles'], handle: profiles },
  { method: 'post', path, who: 'signed', summary: ['上传导入文件', 'Upload a file to import'], handle: begin },
  { method: 'put', path: `${path}/:id`, who: 'signed', summary: ['对应列并预览', 'Map columns and preview'], handle: look },
  { method: 'post', path: `${path}/:id/run`, who: 'signed', summary: ['开始导入', 'Run the import'], handle: start },
  { method: 'get', path: `${path}/:id`, who: 'signed', summary: ['导入进度', 'Progress of an import'], handle: progress },
  { method: 'get', path: `${path}/:id/errors`, who: 'signed', summary: ['错误文件', 'File of faulty rows'], handle: errors },
  {
    method: 'delete',
    path: `${path}/:id`,
    who: 'signed',
    summary: ['取消导入', 'Cancel an import'],
    handle: async (call) => status(call, await cancel(call.world, call.actor, idOf(call))),
  },
]
