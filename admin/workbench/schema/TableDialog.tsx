/** One table closely: what a row means, its columns, a sample of its rows, what is in a column, and the table to take away. */
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined'
import { Alert, Box, Button, Chip, Dialog, DialogActions, DialogContent, DialogTitle, Stack, Typography } from '@mui/material'
import { useSay } from '../../language/say.ts'
import type { SchemaTable } from '../answers.ts'
import { tableFile, useRights, useSample, useSchema } from '../ask.ts'
import { monospace } from '../editor/look.ts'
import { ResultGrid } from '../grid/ResultGrid.tsx'
import { quoted } from '../sqlText.ts'
import { ColumnProfile } from './ColumnProfile.tsx'

export interface Looked {
  readonly table: string
  readonly column?: string
}

interface Props {
  readonly looked: Looked
  onLook(looked: Looked): void
  onClose(): void
  onOpen(sql: string, name: string): void
}

export function TableDialog({ looked, onLook, onClose, onOpen }: Props) {
  const say = useSay()
  const { data: schema } = useSchema()
  const { data: rights } = useRights()
  const table = schema?.tables.find(({ name }) => name === looked.table)
  if (!table) return null
  const open = () => {
    onOpen(`select *\nfrom ${quoted(table.name)}\nlimit 100`, table.name)
    onClose()
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="lg" aria-labelledby="table-title">
      <DialogTitle id="table-title" sx={{ pb: 0.5 }}>
        <Box component="span" sx={{ fontFamily: monospace }}>
          {table.name}
        </Box>{' '}
        {say(table.label)}
      </DialogTitle>
      <DialogContent>
        <Typography color="text.secondary" sx={{ mb: 1 }}>
          {say(table.row)}
          {table.rows === null ? '' : ` · ${say(['{rows} 行', '{rows} rows'], { rows: table.rows.toLocaleString('en-US') })}`}
        </Typography>
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.5, mb: 1.5, maxHeight: 132, overflow: 'auto' }}>
          {table.columns.map(({ name, label }) => (
            <Chip
              key={name}
              size="small"
              variant={looked.column === name ? 'filled' : 'outlined'}
              color={looked.column === name ? 'primary' : 'default'}
              label={label ? `${name} ${say(label)}` : name}
              onClick={() => onLook(looked.column === name ? { table: table.name } : { table: table.name, column: name })}
            />
          ))}
        </Stack>
        {looked.column === undefined ? <SampleRows table={table} /> : <ColumnProfile table={table} column={looked.column} />}
      </DialogContent>
      <DialogActions>
        {rights?.export ? (
          <Button startIcon={<FileDownloadOutlinedIcon />} href={tableFile(table.name)} download>
            Parquet
          </Button>
        ) : null}
        <Button onClick={open}>{say(['查询这张表', 'Query this table'])}</Button>
        <Button variant="contained" onClick={onClose}>
          {say(['关闭', 'Close'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function SampleRows({ table }: { table: SchemaTable }) {
  const say = useSay()
  const { data, error } = useSample(table.name)
  if (error) return <Alert severity="error">{error.message}</Alert>
  return (
    <Box sx={{ height: 360, border: 1, borderColor: 'divider', borderRadius: 1, overflow: 'hidden' }}>
      {data ? <ResultGrid label={say(['{name} 的样例', 'Sample of {name}'], { name: table.name })} result={data.sample} /> : null}
    </Box>
  )
}
