/** One line of text in the panel. */
import type { TextField } from '../../server/definition/types.ts'
import { useSay } from '../language/say.ts'
import { useCatalog } from '../registers/catalog.ts'
import { TextFilter } from './filters.tsx'
import type { CellProps, InputProps } from './kind.ts'
import { TextBox } from './TextBox.tsx'

export function Input({ field, ...props }: InputProps<TextField>) {
  return <TextBox {...props} maxLength={field.max ?? 200} />
}

export const Cell = ({ field, value }: CellProps<TextField>) => (field.register ? <RegisterName name={String(value)} /> : String(value))

function RegisterName({ name }: { name: string }) {
  const say = useSay()
  return <>{say(useCatalog().byName.get(name)?.label ?? [name, name])}</>
}

export const Filter = TextFilter
export const read = (text: string) => text.trim() || null
