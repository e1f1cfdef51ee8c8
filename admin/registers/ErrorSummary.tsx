/** What keeps a form from being saved, in one place above it; each line jumps to its entry. */
import { Alert, AlertTitle, Link, List, ListItem } from '@mui/material'
import { useEffect, useRef } from 'react'
import { useFormState } from 'react-hook-form'
import type { Description } from '../../server/catalog/description.ts'
import type { LinesField } from '../../server/definition/types.ts'
import { type Say, useSay } from '../language/say.ts'
import { faultList } from './faults.ts'

/** `lines.0.quantity` → “明细 第 1 行 数量”. */
function pathLabel(description: Description, path: string, say: Say): string {
  const [name = '', index, inner] = path.split('.')
  const field = description.fields[name]
  if (!field) return name
  if (index === undefined) return say(field.label)
  const column = field.kind === 'lines' && inner ? (field as unknown as LinesField).fields[inner] : undefined
  return say(['{lines} 第 {row} 行 {column}', '{lines}, row {row}, {column}'], {
    lines: say(field.label),
    row: Number(index) + 1,
    column: column ? say(column.label) : '',
  })
}

const jump = (path: string): void => {
  const [name = ''] = path.split('.')
  const target =
    document.querySelector<HTMLElement>(`[name="${CSS.escape(path)}"]`) ??
    document.querySelector<HTMLElement>(
      `[data-field="${CSS.escape(name)}"] input, [data-field="${CSS.escape(name)}"] textarea, [data-field="${CSS.escape(name)}"] button`,
    )
  target?.scrollIntoView({ block: 'center' })
  target?.focus()
}

export function ErrorSummary({ description, message }: { description: Description; message: string | undefined }) {
  const say = useSay()
  const { errors, submitCount } = useFormState()
  const faults = submitCount > 0 ? faultList(errors).filter(({ path }) => path.split('.')[0] !== 'root') : []
  const box = useRef<HTMLDivElement>(null)
  const shown = faults.length > 0 || message !== undefined
  useEffect(() => {
    if (shown) box.current?.scrollIntoView({ block: 'nearest' })
  }, [shown, submitCount])
  if (!shown) return null
  return (
    <Alert severity="error" ref={box} role="alert">
      <AlertTitle sx={{ mb: faults.length ? 0.5 : 0 }}>
        {message ?? say(['还没有保存，请先改正：', 'Not saved yet. Please correct:'])}
      </AlertTitle>
      <List dense disablePadding>
        {faults.slice(0, 12).map(({ path, text }) => (
          <ListItem key={path} disableGutters disablePadding>
            <Link
              component="button"
              type="button"
              color="inherit"
              underline="always"
              onClick={() => jump(path)}
              sx={{ textAlign: 'left', flexShrink: 0, alignSelf: 'flex-start', maxWidth: '60%' }}
            >
              {pathLabel(description, path, say)}
            </Link>
            <span>
              {say(['：', ': '])}
              {text}
            </span>
          </ListItem>
        ))}
      </List>
      {faults.length > 12 ? say(['另有 {count} 处', 'and {count} more'], { count: faults.length - 12 }) : null}
    </Alert>
  )
}
