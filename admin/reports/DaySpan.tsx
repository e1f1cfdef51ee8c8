/** From one day to another in a filter bar: the later one follows when the earlier one passes it. */
import { useSay } from '../language/say.ts'
import { DayPicker } from './DayPicker.tsx'

interface Props {
  readonly from: string
  readonly to: string
  onChange(days: { readonly from: string; readonly to: string }): void
}

export function DaySpan({ from, to, onChange }: Props) {
  const say = useSay()
  return (
    <>
      <DayPicker label={say(['从', 'From'])} value={from} onChange={(day) => onChange({ from: day, to: day > to ? day : to })} />
      <DayPicker label={say(['到', 'To'])} value={to} onChange={(day) => onChange({ from: day < from ? day : from, to: day })} />
    </>
  )
}
