/** The period of a table report as inputs: a month, a quarter, a day, or from one day to another. */
import type { TableDescription } from '../../../server/reporting/tables.ts'
import { useSay } from '../../language/say.ts'
import { Choice } from '../Choice.tsx'
import { DayPicker } from '../DayPicker.tsx'
import { DaySpan } from '../DaySpan.tsx'
import { choices } from './period.ts'

interface Props {
  readonly period: TableDescription['period']
  readonly asked: Readonly<Record<string, string>>
  readonly today: string
  set(change: Readonly<Record<string, string>>): void
}

export function PeriodInputs({ period, asked, today, set }: Props) {
  const say = useSay()
  if (period === 'days') return <DaySpan from={asked.from ?? today} to={asked.to ?? today} onChange={set} />
  if (period === 'day')
    return <DayPicker label={say(['截至', 'At the end of'])} value={asked.on ?? today} max={today} onChange={(on) => set({ on })} />
  const value = asked[period] ?? ''
  return (
    <Choice
      label={period === 'month' ? say(['月份', 'Month']) : say(['季度', 'Quarter'])}
      value={value}
      options={choices(period, today, value)}
      onChange={(name) => set({ [period]: name })}
    />
  )
}
