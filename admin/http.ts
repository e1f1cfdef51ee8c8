/** The one place that talks to the server: same-origin requests with the session cookie, faults kept with their field errors. */
import { rememberedLanguage } from './language/say.ts'

/** What the server says when it refuses: `{ code, message, errors?, requestId }`. */
export interface FaultBody {
  readonly code?: string
  readonly message?: string
  readonly errors?: Readonly<Record<string, string>>
  readonly requestId?: string
  readonly [more: string]: unknown
}

/** Shaped like react-admin's HttpError (`status`, `body.errors`), so that faults land under the inputs. */
export class HttpFault extends Error {
  readonly status: number
  readonly body: FaultBody
  constructor(message: string, status: number, body: FaultBody) {
    super(message)
    this.name = 'HttpError'
    this.status = status
    this.body = body
  }
}

const unreachable = {
  zh: '连接不上服务器。您填写的内容还在，请检查网络后重试。',
  en: 'The server cannot be reached. Nothing you typed is lost; check the network and try again.',
}

/** For answers that are not the server's own, such as a proxy's page while the server restarts. */
const strange = {
  zh: '服务器暂时没有正常回应（{status}），这次操作不一定完成。请稍后查看结果，再决定是否重试。',
  en: 'The server gave no proper answer ({status}), so this may or may not have been done. Look in a moment, then try again if it was not.',
}

let onSignedOut: () => void = () => undefined

/** `act` is called when the server answers any request that it no longer knows who asks. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act
}

export const requestHeaders = (): Record<string, string> => ({
  'X-Requested-With': 'taizhang',
  'Accept-Language': rememberedLanguage() === 'zh' ? 'zh-CN' : 'en',
})

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  // The shape of an answer is known by whoever asked.
  readonly json: unknown
}

/** Sends one request; throws an HttpFault on any status of 400 or above. */
export async function send(url: string, options: RequestInit = {}): Promise<HttpAnswer> {
  const response = await reach(url, options)
  if (!response.ok) throw faultOf(response.status, parse(await response.text()))
  const body = await response.text()
  return { status: response.status, headers: response.headers, body, json: parse(body) }
}

/** A file of the server and the name it gave it; throws an HttpFault on any status of 400 or above. */
export async function fetchFile(url: string): Promise<{ readonly name: string; readonly content: Blob }> {
  const response = await reach(url, {})
  if (!response.ok) throw faultOf(response.status, parse(await response.text()))
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  return { name: named ? decodeURIComponent(named) : '', content: await response.blob() }
}

async function reach(url: string, options: RequestInit): Promise<Response> {
  const headers = new Headers(options.headers)
  for (const [name, value] of Object.entries(requestHeaders())) headers.set(name, value)
  headers.set('Accept', 'application/json')
  if (typeof options.body === 'string' && !headers.has('Content-Type')) headers.set('Content-Type', 'application/json')
  try {
    return await fetch(url, { ...options, headers, credentials: 'same-origin' })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new HttpFault(unreachable[rememberedLanguage()], 0, { code: 'unreachable' })
  }
}

function faultOf(status: number, json: unknown): HttpFault {
  const fault = (typeof json === 'object' && json !== null ? json : {}) as FaultBody
  if (status === 401 && fault.code === 'unauthenticated') onSignedOut()
  return new HttpFault(fault.message ?? strange[rememberedLanguage()].replace('{status}', String(status)), status, fault)
}

const parse = (body: string): unknown => {
  if (!body) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** `call<User>('POST', '/api/session', { username, password })`. */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: unknown,
  signal?: AbortSignal,
  headers?: Record<string, string>,
): Promise<T> {
  const answer = await send(url, {
    method,
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
    ...(headers ? { headers } : {}),
  })
  return answer.json as T
}
