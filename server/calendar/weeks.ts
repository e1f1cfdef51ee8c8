/** Days and ISO weeks (Monday first) as texts `YYYY-MM-DD`. */
const dayLength = 86_400_000

const instant = (day: string) => Date.parse(`${day}T00:00:00Z`)

export const plusDays = (day: string, days: number): string => new Date(instant(day) + days * dayLength).toISOString().slice(0, 10)

/** Days from `from` to `to`, both included. */
export const daysBetween = (from: string, to: string): number => Math.round((instant(to) - instant(from)) / dayLength) + 1

/** The Monday of the ISO week that `day` is in. */
export const mondayOf = (day: string): string => plusDays(day, -((new Date(instant(day)).getUTCDay() + 6) % 7))

export const isMonday = (day: string): boolean => mondayOf(day) === day
export const isSunday = (day: string): boolean => plusDays(mondayOf(day), 6) === day
