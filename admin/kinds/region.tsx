/** Provinces, cities and districts in the panel: kept as a code of two to six digits, found by typing any part of the name. */
import { Autocomplete, TextField } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { RegionField } from '../../server/definition/types.ts'
import type { Operator } from '../../server/definition/where.ts'
import { call } from '../http.ts'
import { useSay } from '../language/say.ts'
import { operand } from './filters.tsx'
import type { CellProps, FilterProps, InputProps } from './kind.ts'

interface RegionNode {
  readonly code: string
  readonly name: string
  readonly children?: readonly RegionNode[]
}

interface Place {
  readonly code: string
  readonly path: string
}

function flatten(nodes: readonly RegionNode[], above = ''): Place[] {
  return nodes.flatMap(({ code, name, children }) => {
    // Between a municipality and its districts stands a level that nobody says aloud.
    const silent = name === '市辖区' || name === '县'
    const path = silent ? above : above ? `${above} ${name}` : name
    return [...(silent ? [] : [{ code, path }]), ...(children ? flatten(children, path) : [])]
  })
}

function usePlaces(enabled: boolean): { places: Place[]; pathOf(code: string): string } {
  const { data } = useQuery({
    queryKey: ['regions'],
    queryFn: () => call<RegionNode[]>('GET', '/api/regions'),
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  })
  const places = useMemo(() => flatten(data ?? []), [data])
  const byCode = useMemo(() => new Map(places.map(({ code, path }) => [code, path])), [places])
  return { places, pathOf: (code) => byCode.get(code) ?? code }
}

/** Every typed piece must occur: `宁夏 兴庆` finds 宁夏回族自治区 银川市 兴庆区. */
const matching = (places: Place[], typed: string): Place[] => {
  const pieces = typed.trim().split(/\s+/).filter(Boolean)
  const found: Place[] = []
  for (const place of places) {
    if (pieces.every((piece) => place.path.includes(piece))) found.push(place)
    if (found.length === 60) break
  }
  return found
}

export function Input({ value, onChange, onBlur, dense, ...props }: InputProps<RegionField>) {
  const say = useSay()
  const { places, pathOf } = usePlaces(true)
  const [typed, setTyped] = useState('')
  const code = typeof value === 'string' && value ? value : undefined
  return (
    <Autocomplete
      id={props.id}
      size="small"
      fullWidth
      value={code ? { code, path: pathOf(code) } : null}
      options={matching(places, typed)}
      filterOptions={(all) => all}
      getOptionLabel={({ path }) => path}
      getOptionKey={(place) => place.code}
      isOptionEqualToValue={(a, b) => a.code === b.code}
      noOptionsText={say(['没有找到', 'Nothing found'])}
      disabled={Boolean(props.disabled)}
      onInputChange={(_, text, reason) => setTyped(reason === 'input' ? text : '')}
      onChange={(_, place) => onChange(place?.code ?? null)}
      onBlur={onBlur}
      renderInput={(parameters) => (
        <TextField
          {...parameters}
          name={props.name}
          {...(dense ? {} : { label: props.label })}
          margin="none"
          required={Boolean(props.required) && !dense}
          error={Boolean(props.error)}
          helperText={dense ? undefined : (props.error ?? props.help)}
          placeholder={dense ? '' : say(['输入省、市或区县', 'Type a province, city or district'])}
          {...(props.inputRef ? { inputRef: props.inputRef } : {})}
          slotProps={{ ...parameters.slotProps, htmlInput: { ...parameters.slotProps.htmlInput, required: false } }}
        />
      )}
    />
  )
}

export function Cell({ value, label }: CellProps<RegionField>) {
  const { pathOf } = usePlaces(!label)
  return <>{label ?? pathOf(String(value))}</>
}

/** A province or city stands for everything in it. */
export function Filter({ operators, value, onChange }: FilterProps<RegionField>) {
  const say = useSay()
  const { places, pathOf } = usePlaces(true)
  const [typed, setTyped] = useState('')
  const operator: Operator = operators.includes('under') ? 'under' : 'eq'
  const chosen = operand(value, operator)
  const code = typeof chosen === 'string' ? chosen : undefined
  return (
    <Autocomplete
      size="small"
      value={code ? { code, path: pathOf(code) } : null}
      options={matching(places, typed)}
      filterOptions={(all) => all}
      getOptionLabel={({ path }) => path}
      getOptionKey={(place) => place.code}
      isOptionEqualToValue={(a, b) => a.code === b.code}
      onInputChange={(_, text, reason) => setTyped(reason === 'input' ? text : '')}
      onChange={(_, place) => onChange(place ? { [operator]: place.code } : undefined)}
      sx={{ minWidth: 300 }}
      renderInput={(parameters) => <TextField {...parameters} autoFocus label={say(['在', 'In'])} />}
    />
  )
}
