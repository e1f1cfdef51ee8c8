/** Reads the environment once; a wrong setting is refused at start with one sentence. */
import { resolve } from 'node:path'

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

/** Settings of `environment`. Throws WrongSetting with one bilingual sentence. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const url = environment.DATABASE_URL?.trim()
  if (url && !/^postgres(ql)?:\/\//.test(url))
    throw new WrongSetting('DATABASE_URL 应以 postgres:// 开头 / DATABASE_URL must start with postgres://.')
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
  }
}
