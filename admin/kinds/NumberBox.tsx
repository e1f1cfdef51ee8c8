/** A number entry: right-aligned, takes pasted separators, keeps exactly what was typed until the server has accepted it. */
import { plainNumber } from './figures.ts'
import type { InputProps } from './kind.ts'
import { TextBox } from './TextBox.tsx'

export function NumberBox({ end, ...props }: Omit<InputProps<unknown>, 'field'> & { end?: string }) {
  return (
    <TextBox
      {...props}
      right
      inputMode="decimal"
      {...(end && !props.dense ? { end } : {})}
      read={(text) => {
        const plain = plainNumber(text)
        return plain === '' ? null : plain
      }}
    />
  )
}
