/** A deadline as a chip: late in red, soon in amber, with the word, the day and the rule. */
import AlarmIcon from '@mui/icons-material/AlarmOutlined'
import { Chip, Tooltip } from '@mui/material'
import type { ClockState, ClockView } from '../../server/clocks/index.ts'
import { companyToday } from '../kinds/instants.ts'
import { useSay, type Words } from '../language/say.ts'
import type { PanelRecord } from '../registers/catalog.ts'

const words: Readonly<Record<ClockState, Words>> = {
  running: ['{day} 到期', 'due {day}'],
  soon: ['将到期 {day}', 'due soon, {day}'],
  overdue: ['已逾期 {day}', 'overdue since {day}'],
  paused: ['已暂停', 'paused'],
  met: ['按期完成', 'done in time'],
  missed: ['逾期完成', 'done late'],
  gap: ['{year} 年日历未导入', 'no calendar for {year}'],
}

const colours: Readonly<Record<ClockState, 'default' | 'warning' | 'error' | 'success'>> = {
  running: 'default',
  soon: 'warning',
  overdue: 'error',
  paused: 'default',
  met: 'success',
  missed: 'error',
  gap: 'warning',
}

/** How urgent a state is; the first is shown where there is room for one. */
const urgency: readonly ClockState[] = ['overdue', 'gap', 'soon', 'running', 'paused', 'missed', 'met']

/** The clocks of a record, the most urgent first. */
export const clocksOf = (record: PanelRecord): readonly ClockView[] =>
  [...((record._clocks as readonly ClockView[] | undefined) ?? [])].sort((a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state))

/** The clock that a list shows: only what is late, will be, or cannot be told. */
export const pressing = (record: PanelRecord): ClockView | undefined =>
  clocksOf(record).find(({ state }) => state === 'overdue' || state === 'soon' || state === 'gap')

export function ClockChip({ clock, bare }: { clock: ClockView; bare?: boolean }) {
  const say = useSay()
  const day = clock.dueDay ?? '—'
  // In a list, where room is dear, a day of this year is said without its year.
  const short = bare && day.slice(0, 4) === companyToday().slice(0, 4) ? day.slice(5) : day
  const text = say(words[clock.state], { day: short, year: clock.gap ?? '' })
  return (
    <Tooltip title={`${say(clock.label)} · ${say(clock.rule)}`} enterTouchDelay={0}>
      <Chip
        size="small"
        variant="outlined"
        color={colours[clock.state]}
        icon={<AlarmIcon />}
        label={bare ? text : `${say(clock.label)} ${text}`}
        tabIndex={0}
      />
    </Tooltip>
  )
}
