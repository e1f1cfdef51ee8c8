/** Free JSON in the panel: shown short, edited as text. */
import { useState } from 'react'
import type { JsonField } from '../../server/definition/types.ts'
import { useSay } from '../language/say.ts'
import { TextFilter } from './filters.tsx'
import type { CellProps, InputProps } from './kind.ts'
import { TextBox } from './TextBox.tsx'

export function Input({ field: _, value, onChange, ...props }: InputProps<JsonField>) {
  const say = useSay()
  const [text, setText] = useState(() => (value === null || value === undefined ? '' : JSON.stringify(value, null, 2)))
  const [broken, setBroken] = useState(false)
  const change = (next: unknown) => {
    const typed = String(next ?? '')
    setText(typed)
    try {
      onChange(typed.trim() === '' ? null : JSON.parse(typed))
      setBroken(false)
    } catch {
      setBroken(true)
    }
  }
  return (
    <TextBox {...props} value={text} onChange={change} rows={3} error={broken ? say(['不是有效的 JSON', 'Not valid JSON']) : props.error} />
  )
}

export const Cell = ({ value, full }: CellProps<JsonField>) =>
  full ? (
    <code style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{JSON.stringify(value, null, 2)}</code>
  ) : (
    <code>{JSON.stringify(value).slice(0, 60)}</code>
  )
export const Filter = TextFilter
export const wide = true
export const unsortable = true
