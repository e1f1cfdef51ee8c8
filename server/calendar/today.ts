/** The company's calendar day of an instant. */

const formats = new Map<string, Intl.DateTimeFormat>()

/** `YYYY-MM-DD` of `instant` in `timeZone`. */
export function dayOf(instant: Date, timeZone: string): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format.format(instant)
}
