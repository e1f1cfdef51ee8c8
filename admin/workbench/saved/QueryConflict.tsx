/** Somebody changed the saved query while it was edited in a tab: both texts, and nothing is lost whatever is chosen. */
import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, Typography } from '@mui/material'
import { useSay } from '../../language/say.ts'
import { monospace } from '../editor/look.ts'
import type { SavedQuery } from './query.ts'

interface Props {
  readonly mine: string
  readonly theirs: SavedQuery
  onOverwrite(): void
  onCopy(): void
  onOpenTheirs(): void
  onClose(): void
}

export function QueryConflict({ mine, theirs, onOverwrite, onCopy, onOpenTheirs, onClose }: Props) {
  const say = useSay()
  const who = theirs._labels.updatedBy ?? say(['同事', 'a colleague'])
  const sides: readonly (readonly [string, string])[] = [
    [say(['我的', 'Mine']), mine],
    [say(['{who}保存的', 'Saved by {who}'], { who }), theirs.sql],
  ]
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="lg" aria-labelledby="query-conflict">
      <DialogTitle id="query-conflict">
        {say(['{who}刚刚改过“{name}”', '“{name}” has just been changed by {who}'], { who, name: theirs.name })}
      </DialogTitle>
      <DialogContent>
        <Alert severity="warning" sx={{ mb: 2 }}>
          {say(['您的内容还在标签里，没有保存。请选择怎么办。', 'What you wrote is still in the tab and not saved. Choose what to do.'])}
        </Alert>
        <Stack direction={{ xs: 'column', md: 'row' }} sx={{ gap: 2 }}>
          {sides.map(([label, text]) => (
            <Box key={label} sx={{ flex: 1, minWidth: 0 }}>
              <Typography variant="h3" component="h3">
                {label}
              </Typography>
              <Box
                component="pre"
                tabIndex={0}
                sx={{
                  m: 0,
                  p: 1,
                  border: 1,
                  borderColor: 'divider',
                  borderRadius: 1,
                  fontFamily: monospace,
                  fontSize: '0.75rem',
                  maxHeight: 360,
                  overflow: 'auto',
                }}
              >
                {text}
              </Box>
            </Box>
          ))}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['继续编辑', 'Keep editing'])}</Button>
        <Button onClick={onOpenTheirs}>{say(['在新标签打开对方的', 'Open theirs in a tab'])}</Button>
        <Button onClick={onCopy}>{say(['另存为…', 'Save as…'])}</Button>
        <Button onClick={onOverwrite}>{say(['用我的覆盖', 'Overwrite with mine'])}</Button>
      </DialogActions>
    </Dialog>
  )
}
