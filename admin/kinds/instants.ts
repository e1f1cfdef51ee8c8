/** Instants are ISO-8601 UTC on the wire and company time on the screen, whatever the clock of the browser says. */

const clock = (timeZone: string) =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })

let parts = clock('Asia/Shanghai')

/** The company's time zone, as the server tells it at sign-in. */
export const setCompanyTimeZone = (timeZone: string): void => {
  parts = clock(timeZone)
}

/** `2026-03-01T02:03:04.000Z` → `2026-03-01 10:03:04` in company time; a text that is no instant is answered as it is. */
export function companyTime(instant: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  const part = Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value]))
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second}`
}

/** Today in the company. */
export const companyToday = (): string => companyTime(new Date().toISOString()).slice(0, 10)

/** The instant at which the company's clocks show `2026-03-01T10:03`. */
export function instantOf(local: string): string {
  const asUtc = new Date(`${local.length === 10 ? `${local}T00:00` : local}Z`)
  if (Number.isNaN(asUtc.getTime())) return local
  const shown = new Date(`${companyTime(asUtc.toISOString()).replace(' ', 'T')}Z`)
  return new Date(asUtc.getTime() - (shown.getTime() - asUtc.getTime())).toISOString()
}

/** The month that its first day stands for: `2026-10-01` → `2026-10`; other days stay what they are. */
export const monthOf = (day: string): string => day.replace(/^(\d{4}-\d\d)-01$/, '$1')
