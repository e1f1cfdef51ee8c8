/** Instants and the company's calendar days. */

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    formats.set(timeZone, format)
  }
  return format
}

/** The day of the minute asked about last, by time zone: requests ask for the same one again and again, and no zone changes its day within a minute. */
const lastAsked = new Map<string, { readonly minute: number; readonly day: string }>()

/** `YYYY-MM-DD` of `instant` in `timeZone`. */
export function dayOf(instant: Date, timeZone: string): string {
  const minute = Math.floor(instant.getTime() / 60_000)
  const known = lastAsked.get(timeZone)
  if (known?.minute === minute) return known.day
  const day = formatOf(timeZone).format(instant).slice(0, 10)
  lastAsked.set(timeZone, { minute, day })
  return day
}

/** `HH:MM` of `instant` in `timeZone`. */
export const timeOf = (instant: Date, timeZone: string): string => formatOf(timeZone).format(instant).slice(11, 16)

/** The instant at which clocks in `timeZone` show `day` and `time` (`HH:MM`). */
export function instantAt(day: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  let instant = wanted
  // Twice, because the offset may differ between the guess and the answer.
  for (let round = 0; round < 2; round += 1) {
    const shown = Date.parse(`${formatOf(timeZone).format(new Date(instant)).replace(' ', 'T')}Z`)
    instant += wanted - shown
  }
  return new Date(instant)
}
