/** What became of each record of a bulk change. */
import CheckIcon from '@mui/icons-material/Check'
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutlined'
import { List, ListItem, ListItemIcon, ListItemText, Typography } from '@mui/material'
import { useSay } from '../language/say.ts'

export interface RowResult {
  readonly id: number
  readonly title: string
  /** Why it was refused; absent when it was changed. */
  readonly fault?: string
}

export function BulkResult({ results, total }: { results: readonly RowResult[]; total: number }) {
  const say = useSay()
  const refused = results.filter(({ fault }) => fault !== undefined).length
  const ordered = [...results].sort((a, b) => Number(b.fault !== undefined) - Number(a.fault !== undefined))
  return (
    <>
      <Typography role="status">
        {say(['已修改 {done} 条，未能修改 {refused} 条，共 {total} 条', '{done} changed, {refused} refused, of {total}'], {
          done: results.length - refused,
          refused,
          total,
        })}
      </Typography>
      <List dense sx={{ maxHeight: 360, overflow: 'auto' }}>
        {ordered.map(({ id, title, fault }) => (
          <ListItem key={id} disableGutters>
            <ListItemIcon sx={{ minWidth: 32 }}>
              {fault ? (
                <ErrorOutlineIcon color="error" fontSize="small" titleAccess={say(['未修改', 'Refused'])} />
              ) : (
                <CheckIcon color="success" fontSize="small" titleAccess={say(['已修改', 'Changed'])} />
              )}
            </ListItemIcon>
            <ListItemText primary={title} secondary={fault} />
          </ListItem>
        ))}
      </List>
    </>
  )
}
