/** `?` shows which keys there are. */
import { Dialog, DialogContent, DialogTitle, Table, TableBody, TableCell, TableRow } from '@mui/material'
import { useState } from 'react'
import { useSay, type Words } from '../language/say.ts'
import { useKeys } from './keys.ts'

const rows: readonly (readonly [string, Words])[] = [
  ['/', ['搜索列表', 'Search the list']],
  ['n', ['新建', 'New record']],
  ['e', ['编辑正在看的记录', 'Edit the record in view']],
  ['↑ ↓', ['在列表中上下移动', 'Move through the list']],
  ['Enter', ['打开', 'Open']],
  ['Ctrl / ⌘ + S', ['保存', 'Save']],
  ['?', ['显示这张表', 'Show this table']],
]

export function KeysHelp() {
  const say = useSay()
  const [open, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) })
  return (
    <Dialog open={open} onClose={() => setOpen(false)} aria-labelledby="keys-title">
      <DialogTitle id="keys-title">{say(['快捷键', 'Keys'])}</DialogTitle>
      <DialogContent>
        <Table size="small">
          <TableBody>
            {rows.map(([key, label]) => (
              <TableRow key={key}>
                <TableCell sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{key}</TableCell>
                <TableCell>{say(label)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
    </Dialog>
  )
}
