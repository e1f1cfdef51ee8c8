/** A link to another record in the panel: found by typing part of its name or number, shown by its title. */
import { Autocomplete, FormControlLabel, Stack, Switch, TextField } from '@mui/material'
import { type MouseEvent, useEffect, useState } from 'react'
import { useGetList, useGetManyAggregate } from 'react-admin'
import { Link as RouterLink } from 'react-router'
import type { LinkField } from '../../server/definition/types.ts'
import type { Literal } from '../../server/definition/where.ts'
import { useSay } from '../language/say.ts'
import { conditionsOf } from '../registers/candidates.ts'
import { type PanelRecord, titleOf, useCatalog } from '../registers/catalog.ts'
import { operand, picked } from './filters.tsx'
import type { CellProps, FilterProps, InputProps } from './kind.ts'

export interface LinkOption {
  readonly id: number
  readonly title: string
  readonly number?: string | undefined
}

const short = (text: string) => text.trim().slice(0, 100)

/** The records of `to` that match what is typed; asks the server only while `open`. */
function useOptions(
  to: string,
  typed: string,
  open: boolean,
  filter?: Readonly<Record<string, unknown>>,
): { options: LinkOption[]; loading: boolean } {
  const description = useCatalog().byName.get(to)
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(short(typed)), 180)
    return () => clearTimeout(timer)
  }, [typed])
  const [field, order] = description?.sort ?? ['id', 'ASC']
  const { data, isFetching } = useGetList<PanelRecord>(
    to,
    {
      filter: { ...conditionsOf(description?.offered, description), ...filter, ...(asked ? { q: asked } : {}) },
      pagination: { page: 1, perPage: 30 },
      sort: { field, order },
    },
    { enabled: open && description !== undefined, staleTime: 30_000 },
  )
  const options = description ? (data ?? []).map((record) => optionOf(description, record)) : []
  return { options, loading: isFetching }
}

const optionOf = (description: Parameters<typeof titleOf>[0], record: PanelRecord): LinkOption => ({
  id: record.id,
  title: titleOf(description, record),
  number: typeof record.number === 'string' ? record.number : undefined,
})

/** Titles of records by id, read in one request for the whole page. */
export function useTitles(to: string, ids: readonly number[]): (id: number) => string | undefined {
  const description = useCatalog().byName.get(to)
  const { data } = useGetManyAggregate<PanelRecord>(to, { ids: [...ids] }, { enabled: ids.length > 0 && description !== undefined })
  return (id) => {
    const record = data?.find((one) => one?.id === id)
    return record && description ? titleOf(description, record) : undefined
  }
}

const optionText = ({ title, number }: LinkOption) => (number && number !== title ? `${title} · ${number}` : title)

export function Input({ field, value, onChange, onBlur, dense, linkLabel, filter, ...props }: InputProps<LinkField>) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<LinkOption | undefined>()
  const { options, loading } = useOptions(field.to, typed, open, filter)
  const id = typeof value === 'number' ? value : undefined
  const title = useTitles(field.to, id !== undefined && chosen?.id !== id && !linkLabel ? [id] : [])
  const current: LinkOption | null =
    id === undefined ? null : chosen?.id === id ? chosen : { id, title: linkLabel ?? title(id) ?? `#${id}` }
  return (
    <Autocomplete
      id={props.id}
      size="small"
      fullWidth
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      value={current}
      disabled={Boolean(props.disabled)}
      options={current && !options.some((option) => option.id === current.id) && !typed ? [current, ...options] : options}
      loading={loading}
      filterOptions={(all) => all}
      getOptionLabel={(option) => option.title}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      getOptionKey={(option) => option.id}
      renderOption={({ key, ...rest }, option) => (
        <li key={key} {...rest}>
          {optionText(option)}
        </li>
      )}
      noOptionsText={say(['没有找到', 'Nothing found'])}
      loadingText={say(['正在查找…', 'Looking…'])}
      onInputChange={(_, text, reason) => setTyped(reason === 'input' ? text : '')}
      onChange={(_, option) => {
        setChosen(option ?? undefined)
        onChange(option?.id ?? null)
      }}
      onBlur={onBlur}
      renderInput={(parameters) => (
        <TextField
          {...parameters}
          name={props.name}
          {...(dense ? {} : { label: props.label })}
          variant={dense ? 'standard' : 'outlined'}
          margin="none"
          required={Boolean(props.required) && !dense}
          autoFocus={Boolean(props.autoFocus)}
          error={Boolean(props.error)}
          helperText={dense ? undefined : (props.error ?? props.help)}
          {...(props.inputRef ? { inputRef: props.inputRef } : {})}
          slotProps={{
            ...parameters.slotProps,
            input: { ...parameters.slotProps.input, ...(dense ? { disableUnderline: true } : {}) },
            htmlInput: { ...parameters.slotProps.htmlInput, 'aria-label': dense ? props.label : undefined, required: false },
          }}
        />
      )}
    />
  )
}

export function Cell({ field, value, label }: CellProps<LinkField>) {
  const id = typeof value === 'number' ? value : undefined
  const description = useCatalog().byName.get(field.to)
  const title = useTitles(field.to, id !== undefined && !label ? [id] : [])
  if (id === undefined) return <>{String(value)}</>
  const text = label ?? title(id) ?? `#${id}`
  if (!description?.may.read) return <>{text}</>
  return (
    <RouterLink to={`/${field.to}/${id}/show`} onClick={(event: MouseEvent) => event.stopPropagation()}>
      {text}
    </RouterLink>
  )
}

export function Filter({ field, operators, value, onChange }: FilterProps<LinkField>) {
  const say = useSay()
  const { user, byName } = useCatalog()
  const tree = byName.get(field.to)?.tree !== undefined && operators.includes('under')
  const below = operand(value, 'under')
  const ids = (below === undefined ? picked(value) : Array.isArray(below) ? below : [below as Literal]).filter(
    (id): id is number | string => id !== null,
  )
  const [typed, setTyped] = useState('')
  const { options } = useOptions(field.to, typed, true)
  const known = ids.filter((id): id is number => typeof id === 'number')
  const title = useTitles(field.to, known)
  const me: LinkOption[] = field.to === 'users' ? [{ id: -1, title: say(['我自己', 'Myself']) }] : []
  const selected: LinkOption[] = ids.map((id) =>
    id === '$me' ? { id: -1, title: say(['我自己', 'Myself']) } : { id: Number(id), title: title(Number(id)) ?? `#${id}` },
  )
  const set = (next: readonly LinkOption[], under: boolean) => {
    const values = next.map(({ id }) => (id === -1 || id === user.id ? (id === -1 ? '$me' : id) : id))
    if (values.length === 0) onChange(undefined)
    else if (under) onChange({ under: values[values.length - 1] as number })
    else onChange(values.length === 1 && values[0] === '$me' ? { eq: '$me' } : { in: values })
  }
  return (
    <Stack spacing={1}>
      <Autocomplete
        multiple
        size="small"
        value={selected}
        options={[...me, ...options]}
        filterOptions={(all) => all}
        getOptionLabel={(option) => option.title}
        getOptionKey={(option) => option.id}
        isOptionEqualToValue={(a, b) => a.id === b.id}
        noOptionsText={say(['没有找到', 'Nothing found'])}
        onInputChange={(_, text, reason) => setTyped(reason === 'input' ? text : '')}
        onChange={(_, next) => set(next, below !== undefined)}
        sx={{ minWidth: 280 }}
        renderInput={(parameters) => <TextField {...parameters} autoFocus label={say(['是其中之一', 'Is one of'])} />}
      />
      {tree ? (
        <FormControlLabel
          control={<Switch size="small" checked={below !== undefined} onChange={(event) => set(selected, event.target.checked)} />}
          label={say(['连同下级', 'With everything below'])}
        />
      ) : null}
    </Stack>
  )
}

export const entryWidth = 180
