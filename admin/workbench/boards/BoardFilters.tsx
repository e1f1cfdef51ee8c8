/** The filter bar of a board: the parameters of its queries, each once, kept in the address. */
import RefreshIcon from '@mui/icons-material/Refresh'
import { Button, Card, Stack, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useSay } from '../../language/say.ts'
import type { Parameters } from '../answers.ts'
import { ParameterInput } from '../ParameterInput.tsx'
import { calledOf, enterValue, type SavedParameter } from '../parameters.ts'
import { toAddress } from './board.ts'

interface Props {
  readonly filters: readonly SavedParameter[]
  readonly values: Parameters
  /** Those that a chart waits for. */
  readonly missing: ReadonlySet<string>
  readonly refresh: number
  onRefresh(): void
}

/** How long typing may pause before the charts are asked again, in milliseconds. */
const pause = 500

export function BoardFilters({ filters, values, missing, refresh, onRefresh }: Props) {
  const say = useSay()
  const words = filters.map((filter) => `${calledOf(filter.name, filter)}: ${String(values[filter.name]?.value ?? '')}`).join(' · ')
  return (
    <>
      {/* On paper the filters are words. */}
      {words ? (
        <Typography variant="body2" sx={{ display: 'none', '@media print': { display: 'block' } }}>
          {words}
        </Typography>
      ) : null}
      <Card className="no-print" sx={{ p: 1.25 }}>
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
          {filters.map(({ name }) => {
            const parameter = values[name]
            return parameter ? <Filter key={name} name={name} parameter={parameter} missing={missing.has(name)} /> : null
          })}
          <Typography variant="body2" color="text.secondary" sx={{ ml: filters.length > 0 ? 'auto' : 0 }}>
            {refresh > 0
              ? say(['每 {minutes} 分钟自动刷新', 'Refreshes every {minutes} min'], { minutes: refresh })
              : say(['按您的权限取数', 'With the data of your own rights'])}
          </Typography>
          <Button size="small" startIcon={<RefreshIcon />} onClick={onRefresh} sx={{ ml: filters.length > 0 ? 0 : 'auto' }}>
            {say(['刷新', 'Refresh'])}
          </Button>
        </Stack>
      </Card>
    </>
  )
}

function Filter({ name, parameter, missing }: { name: string; parameter: Parameters[string]; missing: boolean }) {
  const say = useSay()
  const [, setAddress] = useSearchParams()
  const [value, setValue] = useState(parameter.value)
  useEffect(() => setValue(parameter.value), [parameter.value])
  useEffect(() => {
    if (value === parameter.value) return
    const timer = setTimeout(() => setAddress((query) => toAddress(query, name, value), { replace: true }), pause)
    return () => clearTimeout(timer)
  }, [value, parameter.value, name, setAddress])
  return (
    <ParameterInput name={name} parameter={{ ...parameter, value }} error={missing ? say(enterValue) : undefined} onChange={setValue} />
  )
}
