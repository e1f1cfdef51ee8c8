/** One value of a result in full. */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useLanguage, useSay } from '../../language/say.ts'
import type { ResultColumn } from '../answers.ts'
import { monospace } from '../editor/look.ts'
import { isInterval, plain } from '../values.ts'
import { toClipboard } from './clipboard.ts'

export function CellDialog({ column, value, onClose }: { column: ResultColumn; value: unknown; onClose(): void }) {
  const say = useSay()
  const { language } = useLanguage()
  const text =
    value === null ? 'null' : typeof value === 'object' && !isInterval(value) ? JSON.stringify(value, null, 2) : plain(value, language)
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="cell-title">
      <DialogTitle id="cell-title">
        {column.name}{' '}
        <Typography component="span" variant="body2" color="text.secondary">
          {column.type}
        </Typography>
      </DialogTitle>
      <DialogContent>
        <Typography
          component="pre"
          tabIndex={0}
          sx={{ m: 0, fontFamily: monospace, fontSize: '0.8125rem', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {text}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={() => void toClipboard(text)}>{say(['复制', 'Copy'])}</Button>
        <Button variant="contained" onClick={onClose}>
          {say(['关闭', 'Close'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
