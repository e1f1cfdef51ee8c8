/** The filter bar of a list: search, the register's usual filters, any other field on demand. All of it lives in the address. */
import AddIcon from '@mui/icons-material/Add'
import SearchIcon from '@mui/icons-material/Search'
import { Button, InputAdornment, Menu, MenuItem, Stack, TextField, useMediaQuery } from '@mui/material'
import type { Theme } from '@mui/material/styles'
import { type RefObject, useEffect, useState } from 'react'
import { useListContext } from 'react-admin'
import type { Description } from '../../server/catalog/description.ts'
import type { Condition } from '../../server/definition/where.ts'
import { useSay } from '../language/say.ts'
import { fieldOf } from './catalog.ts'
import { conditioned, conditionOn, isFiltered, type ListFilter, withCondition } from './conditions.ts'
import { FilterButton } from './FilterButton.tsx'

/** So many filters stand in the bar by themselves; more would push the rows down. */
const atOnce = 7

export function Filters({ description, searchBox }: { description: Description; searchBox: RefObject<HTMLInputElement | null> }) {
  const say = useSay()
  const { filterValues, setFilters } = useListContext()
  const filter = filterValues as ListFilter
  const [added, setAdded] = useState<readonly string[]>([])
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)

  const set = (next: ListFilter) => setFilters(next, {}, false)
  const change = (name: string) => (condition: Condition | undefined) => set(withCondition(filter, name, condition))

  const phone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const active = conditioned(filter)
  const usual = description.filters.filter(
    (name, index) => fieldOf(description, name) && (index < (phone ? 3 : atOnce) || active.includes(name)),
  )
  const known = active.filter((name) => !usual.includes(name) && fieldOf(description, name))
  const unknown = active.filter((name) => !fieldOf(description, name))
  const extra = [...new Set([...known, ...added])].filter((name) => !usual.includes(name))
  const rest = Object.entries(description.fields).filter(
    ([name, field]) => field.operators.length > 0 && !usual.includes(name) && !extra.includes(name),
  )

  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center' }} role="search">
      {description.search.length > 0 ? <SearchBox filter={filter} set={set} box={searchBox} /> : null}
      {[...usual, ...extra].map((name) => {
        const field = fieldOf(description, name)
        return field ? (
          <FilterButton
            key={name}
            field={field}
            condition={conditionOn(filter, name)}
            onChange={change(name)}
            startOpen={added.includes(name) && !known.includes(name)}
          />
        ) : null
      })}
      {unknown.map((path) => (
        <Button key={path} size="small" variant="outlined" onClick={() => change(path)(undefined)} title={JSON.stringify(filter[path])}>
          <OwnCondition description={description} path={path} /> ✕
        </Button>
      ))}
      {rest.length > 0 ? (
        <>
          <Button
            size="small"
            color="inherit"
            startIcon={<AddIcon />}
            onClick={(event) => setAnchor(event.currentTarget)}
            sx={{ color: 'text.secondary' }}
          >
            {say(['更多筛选', 'More filters'])}
          </Button>
          <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} slotProps={{ paper: { sx: { maxHeight: 420 } } }}>
            {rest.map(([name, field]) => (
              <MenuItem
                key={name}
                dense
                onClick={() => {
                  setAnchor(null)
                  setAdded([...added, name])
                }}
              >
                {say(field.label)}
              </MenuItem>
            ))}
          </Menu>
        </>
      ) : null}
      {isFiltered(filter) ? (
        <Button size="small" onClick={() => set(filter.$deleted ? { $deleted: true } : {})}>
          {say(['清除筛选', 'Clear filters'])}
        </Button>
      ) : null}
    </Stack>
  )
}

/** A condition that came with a link from a figure and that no single filter can show. */
function OwnCondition({ description, path }: { description: Description; path: string }) {
  const say = useSay()
  const head = fieldOf(description, path.split('.')[0] ?? '')
  return <>{head ? say(['{label} 的条件', 'Condition on {label}'], { label: say(head.label) }) : say(['自定条件', 'Own condition'])}</>
}

function SearchBox({ filter, set, box }: { filter: ListFilter; set(filter: ListFilter): void; box: RefObject<HTMLInputElement | null> }) {
  const say = useSay()
  const [text, setText] = useState(filter.q ?? '')
  // What the address says replaces what stands in the box, but for the blank that was typed before the next word.
  useEffect(() => setText((typed) => (typed.trim() === (filter.q ?? '') ? typed : (filter.q ?? ''))), [filter.q])
  useEffect(() => {
    const wanted = text.trim().slice(0, 200)
    if (wanted === (filter.q ?? '')) return
    const timer = setTimeout(() => set(withCondition(filter, 'q', wanted || undefined)), 350)
    return () => clearTimeout(timer)
  })
  return (
    <TextField
      size="small"
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder={say(['搜索（按 /）', 'Search (press /)'])}
      inputRef={box}
      sx={{ width: { xs: '100%', sm: 240 } }}
      slotProps={{
        htmlInput: { 'aria-label': say(['搜索', 'Search']), type: 'search' },
        input: {
          sx: { height: 32, bgcolor: 'background.paper' },
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  )
}
