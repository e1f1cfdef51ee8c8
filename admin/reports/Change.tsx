/** A change in percent: the arrow says which way, the words say compared with what. */
import { Box } from '@mui/material'
import { percent, unknown } from './amounts.ts'

interface Props {
  /** In percent; undefined when there is nothing to compare with. */
  readonly value: number | undefined
  readonly against?: string
}

export function Change({ value, against }: Props) {
  const arrow = value === undefined ? '' : value > 0 ? '▲ ' : value < 0 ? '▼ ' : ''
  return (
    <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
      {against ? `${against} ` : ''}
      {value === undefined ? unknown : `${arrow}${percent(Math.abs(value))}`}
    </Box>
  )
}
