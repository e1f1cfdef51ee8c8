/** The moves of one register that a role may make, as a cell of the matrix of rights: pale while the shipped rule stands, ticked ones are a list of its own. */
import { Checkbox, ListItemText, MenuItem, Select } from '@mui/material'
import type { MoveDescription } from '../../server/catalog/description.ts'
import { useSay } from '../language/say.ts'

interface PermissionMovesProps {
  readonly moves: readonly MoveDescription[]
  readonly label: string
  /** Names of moves, separated by commas; empty keeps the shipped rule. */
  readonly value: unknown
  /** What the shipped rule allows. */
  readonly inherited: readonly string[]
  readonly disabled: boolean
  onChange(value: string | null): void
}

export function PermissionMoves({ moves, label, value, inherited, disabled, onChange }: PermissionMovesProps) {
  const say = useSay()
  const named = typeof value === 'string' ? value.split(/[\s,，、]+/).filter(Boolean) : []
  const shown = named.length > 0 ? named : inherited
  if (moves.length === 0) return <>—</>
  const words = (names: readonly string[]) =>
    moves
      .filter(({ name }) => names.includes(name))
      .map((move) => say(move.label))
      .join(say(['、', ', ']))
  return (
    <Select<string[]>
      multiple
      size="small"
      variant="standard"
      disableUnderline
      displayEmpty
      disabled={disabled}
      value={[...shown]}
      onChange={({ target }) => onChange([target.value].flat().join(', ') || null)}
      SelectDisplayProps={{ 'aria-label': label }}
      renderValue={(names) => words(names) || '—'}
      sx={{ minWidth: 110, maxWidth: 200, opacity: named.length > 0 ? 1 : 0.72 }}
    >
      {moves.map((move) => (
        <MenuItem key={move.name} value={move.name} dense>
          <Checkbox size="small" checked={shown.includes(move.name)} />
          <ListItemText>{say(move.label)}</ListItemText>
        </MenuItem>
      ))}
    </Select>
  )
}
