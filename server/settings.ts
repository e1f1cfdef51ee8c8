/** Reads the environment once; a wrong setting is refused at start with one sentence, also when only its use shows that it is wrong. */
import { resolve } from 'node:path'
import { Refusal } from './errors.ts'

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export interface Settings {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** PostgreSQL when set; SQLite in `dataDir` otherwise. */
  readonly databaseUrl?: string
  readonly timeZone: string
  /** The first administrator, if given at the first start. */
  readonly adminUsername?: string
  readonly adminPassword?: string
  /** Reverse proxies in front whose X-Forwarded-For is believed. */
  readonly trustProxy: number
  /** How much is logged; `info` unless set, `warn` in the demo. */
  readonly logLevel?: (typeof logLevels)[number]
}

export class WrongSetting extends Error {}

const whole = (name: string, text: string, low: number, high: number): number => {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < low || value > high)
    throw new WrongSetting(
      `${name} 应为 ${low}–${high} 的整数，现为“${text}” / ${name} must be a whole number from ${low} to ${high}, not “${text}”.`,
    )
  return value
}

const zone = (text: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw new WrongSetting(`TIME_ZONE 不是有效时区：“${text}” / TIME_ZONE is no time zone: “${text}”.`)
  }
}

const level = (text: string) => {
  const found = logLevels.find((each) => each === text.toLowerCase())
  if (!found)
    throw new WrongSetting(
      `LOG_LEVEL 应为 ${logLevels.join('、')} 之一，现为“${text}” / LOG_LEVEL is one of ${logLevels.join(', ')}, not “${text}”.`,
    )
  return found
}

/** Settings of `environment`. Throws WrongSetting with one bilingual sentence. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const url = environment.DATABASE_URL?.trim()
  if (url && !(/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)))
    throw new WrongSetting(
      'DATABASE_URL 应形如 postgres://用户:密码@主机/库名 / DATABASE_URL must look like postgres://user:password@host/database.',
    )
  const logLevel = environment.LOG_LEVEL?.trim()
  const { ADMIN_USERNAME: adminUsername, ADMIN_PASSWORD: adminPassword } = environment
  if (Boolean(adminUsername) !== Boolean(adminPassword))
    throw new WrongSetting('ADMIN_USERNAME 与 ADMIN_PASSWORD 须同时给出 / ADMIN_USERNAME and ADMIN_PASSWORD go together.')
  return {
    host: environment.HOST?.trim() || '127.0.0.1',
    port: whole('PORT', environment.PORT?.trim() || '3000', 0, 65_535),
    dataDir: resolve(environment.DATA_DIR?.trim() || './data'),
    ...(url ? { databaseUrl: url } : {}),
    timeZone: zone(environment.TIME_ZONE?.trim() || 'Asia/Shanghai'),
    ...(adminUsername && adminPassword ? { adminUsername, adminPassword } : {}),
    trustProxy: whole('TRUST_PROXY', environment.TRUST_PROXY?.trim() || '0', 0, 9),
    ...(logLevel ? { logLevel: level(logLevel) } : {}),
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '')
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''

/** Why the database of the settings cannot be opened, as one sentence; says where it was looked for, never the password. */
export function databaseFault({ databaseUrl, dataDir }: Settings, error: unknown): WrongSetting {
  const code = codeOf(error)
  if (!databaseUrl)
    return new WrongSetting(
      `DATA_DIR“${dataDir}”无法使用（${code || messageOf(error)}），请改用可写的目录 / DATA_DIR “${dataDir}” cannot be used (${code || messageOf(error)}): choose a folder that can be written to.`,
    )
  const { host, pathname, username } = new URL(databaseUrl)
  const name = pathname.slice(1)
  const [chinese, english] = /^28/.test(code)
    ? [`拒绝用户“${username}”登录，请核对用户名与密码`, `refuses the user “${username}”: check user name and password`]
    : code === '3D000'
      ? [`没有名为“${name}”的库，请先建库`, `has no database “${name}”: create it first`]
      : /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOST|ENET)/.test(code)
        ? [`没有应答（${code}），请核对地址并启动数据库`, `does not answer (${code}): check the address and start the database`]
        : [`无法使用（${code || messageOf(error)}）`, `cannot be used (${code || messageOf(error)})`]
  return new WrongSetting(`DATABASE_URL 所指的数据库 ${host} ${chinese} / The database of DATABASE_URL, ${host}, ${english}.`)
}

/** Why nothing can listen at the address of the settings, as one sentence; undefined when the error is another. */
export function listenFault({ host, port }: Settings, error: unknown): WrongSetting | undefined {
  const code = codeOf(error)
  if (code === 'EADDRINUSE')
    return new WrongSetting(
      `PORT ${port} 已被其他程序占用，请关闭该程序或换一个端口 / PORT ${port} is in use by another program: close it or choose another port.`,
    )
  if (code === 'EACCES')
    return new WrongSetting(
      `PORT ${port} 须有系统权限，请用 1024 以上的端口 / PORT ${port} needs system rights: choose a port from 1024 on.`,
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new WrongSetting(`HOST“${host}”不是本机地址（${code}）/ HOST “${host}” is no address of this machine (${code}).`)
  return undefined
}

/** The refusal of the first administrator as one sentence about the settings that name him or her. */
export function administratorFault({ errors, words }: Refusal): WrongSetting {
  const sentences = errors ? Object.values(errors) : [words]
  return new WrongSetting(
    `ADMIN_USERNAME 或 ADMIN_PASSWORD 不合规则：${sentences.map(([chinese]) => chinese).join('')} / ADMIN_USERNAME or ADMIN_PASSWORD breaks a rule: ${sentences.map(([, english]) => english).join(' ')}`,
  )
}

/** Runs a program; what its operator can mend is printed as one sentence, only a fault of our own as a stack. Ends the process with 1 either way. */
export async function orExplain(program: () => Promise<void>): Promise<void> {
  try {
    await program()
  } catch (error) {
    console.error(error instanceof WrongSetting ? error.message : error instanceof Refusal ? error.words.join(' / ') : error)
    process.exit(1)
  }
}
