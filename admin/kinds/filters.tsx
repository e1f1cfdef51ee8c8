/** The ways of filtering that several kinds share: by a piece of text, by a range, by ticking values. */
import { Checkbox, FormControlLabel, FormGroup, Stack, TextField } from '@mui/material'
import type { Condition, Literal, Operator } from '../../server/definition/where.ts'
import type { Words } from '../../server/definition/words.ts'
import { useSay } from '../language/say.ts'
import { plainNumber } from './figures.ts'
import type { FilterProps } from './kind.ts'

/** The operand of one operator of a condition; a bare value counts as `eq`, a bare list as `in`. */
export function operand(condition: Condition | undefined, operator: Operator): Literal | readonly Literal[] | undefined {
  if (condition === undefined) return undefined
  if (Array.isArray(condition)) return operator === 'in' ? condition : undefined
  if (condition === null || typeof condition !== 'object') return operator === 'eq' ? (condition as Literal) : undefined
  return (condition as { readonly [O in Operator]?: Literal | readonly Literal[] })[operator]
}

/** The values a condition picks, whether written as `eq`, `in` or bare. */
export function picked(condition: Condition | undefined): readonly Literal[] {
  const several = operand(condition, 'in')
  if (Array.isArray(several)) return several
  const one = operand(condition, 'eq')
  return one === undefined || Array.isArray(one) ? [] : [one as Literal]
}

export function TextFilter({ operators, value, onChange }: FilterProps<unknown>) {
  const say = useSay()
  const operator: Operator = operators.includes('contains') ? 'contains' : operators.includes('startsWith') ? 'startsWith' : 'eq'
  const text = operand(value, operator) ?? operand(value, 'eq') ?? ''
  return (
    <TextField
      size="small"
      fullWidth
      autoFocus
      label={
        operator === 'contains'
          ? say(['包含', 'Contains'])
          : operator === 'startsWith'
            ? say(['开头是', 'Starts with'])
            : say(['等于', 'Is'])
      }
      defaultValue={String(text)}
      onChange={(event) => onChange(event.target.value === '' ? undefined : { [operator]: event.target.value })}
    />
  )
}

interface RangeProps extends FilterProps<unknown> {
  readonly type?: string
  /** From what is typed to what the wire wants. */
  read?(text: string): Literal
  readonly end?: string
}

/** Two bounds, both included. */
export function RangeFilter({ value, onChange, type, read = plainNumber, end }: RangeProps) {
  const say = useSay()
  const low = operand(value, 'gte') ?? operand(value, 'eq') ?? ''
  const high = operand(value, 'lte') ?? operand(value, 'eq') ?? ''
  const change = (bound: 'gte' | 'lte', text: string) => {
    const next: Record<string, Literal> = {}
    const lowText = bound === 'gte' ? text : String(low)
    const highText = bound === 'lte' ? text : String(high)
    if (lowText !== '') next.gte = read(lowText)
    if (highText !== '') next.lte = read(highText)
    onChange(Object.keys(next).length ? next : undefined)
  }
  const shrink = { inputLabel: { shrink: true } }
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
      <TextField
        size="small"
        type={type ?? 'text'}
        label={say(['从', 'From'])}
        slotProps={shrink}
        defaultValue={String(low)}
        onChange={(event) => change('gte', event.target.value)}
      />
      <span>–</span>
      <TextField
        size="small"
        type={type ?? 'text'}
        label={say(['到', 'To'])}
        slotProps={shrink}
        defaultValue={String(high)}
        onChange={(event) => change('lte', event.target.value)}
      />
      {end ? <span>{end}</span> : null}
    </Stack>
  )
}

/** Tick what is wanted. */
export function ChoiceFilter({
  choices,
  value,
  onChange,
  operator = 'in',
}: FilterProps<unknown> & { choices: Readonly<Record<string, Words>>; operator?: 'in' | 'has' }) {
  const say = useSay()
  const raw = operator === 'has' ? operand(value, 'has') : undefined
  const chosen = operator === 'has' ? (Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]) : picked(value)
  const toggle = (name: string) => {
    const next = chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]
    onChange(next.length === 0 ? undefined : operator === 'has' ? { has: next[next.length - 1] as Literal } : { in: next as Literal[] })
  }
  return (
    <FormGroup sx={{ maxHeight: 320, overflow: 'auto', flexWrap: 'nowrap' }}>
      {Object.entries(choices).map(([name, label]) => (
        <FormControlLabel
          key={name}
          control={<Checkbox size="small" checked={chosen.includes(name)} onChange={() => toggle(name)} />}
          label={say(label)}
        />
      ))}
    </FormGroup>
  )
}
