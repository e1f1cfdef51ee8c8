/** The filters in words, above the table and on paper. */
import { Typography } from '@mui/material'
import { Fragment } from 'react'
import { kindOf } from '../../kinds/index.ts'
import { useSay } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import type { WeeklyState } from './state.ts'

const shown = [
  ['orders', 'salesperson'],
  ['orders', 'department'],
  ['customers', 'region'],
  ['customers', 'tier'],
] as const

export function FilterWords({ state, asOf }: { state: WeeklyState; asOf: string }) {
  const say = useSay()
  const { byName } = useCatalog()
  const parts = shown.flatMap(([register, name]) => {
    const field = byName.get(register)?.fields[name]
    const value = state[name]
    if (!field || value === undefined) return []
    const { Cell } = kindOf(field)
    return [
      <Fragment key={name}>
        {say(field.label)} <Cell field={field} value={value} />
      </Fragment>,
    ]
  })
  return (
    <Typography variant="body2" color="text.secondary" component="p">
      {say(['{from} 至 {to}', '{from} to {to}'], { from: state.from, to: state.to })}
      {' · '}
      {parts.length === 0 ? say(['全部订单与退货', 'All orders and returns']) : parts.map((part, index) => [index > 0 ? ' · ' : '', part])}
      {' · '}
      {asOf}
    </Typography>
  )
}
