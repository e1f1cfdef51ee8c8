/** The third step: what would be created, changed, left and refused, with every faulty cell marked and explained. */
import {
  Alert,
  Box,
  Button,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Tooltip,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { call } from '../../http.ts'
import { useSay, type Words } from '../../language/say.ts'
import { useDescription } from '../catalog.ts'
import { type Preview, targetsFor, type Upload } from './importing.ts'

interface PreviewRowsProps {
  readonly upload: Upload
  readonly preview: Preview
  onBack(): void
  onRun(): void
}

const faulty = (faults: Preview['rows'][number]['faults']): boolean => Object.keys(faults).length > 0

const counted: readonly (readonly [keyof Preview['counts'], Words])[] = [
  ['create', ['新建', 'new']],
  ['update', ['更新', 'changed']],
  ['skip', ['不变或跳过', 'unchanged or left out']],
  ['faulty', ['有问题', 'faulty']],
]

export function PreviewRows({ upload, preview, onBack, onRun }: PreviewRowsProps) {
  const say = useSay()
  const targets = targetsFor(upload, useDescription(upload.register))
  const [onlyFaulty, setOnlyFaulty] = useState(false)
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const columns = [...new Set(preview.rows.flatMap(({ values, faults }) => [...Object.keys(values), ...Object.keys(faults)]))].filter(
    (path) => path !== 'root',
  )
  const labelOf = (path: string) => say(targets.find((target) => target.path === path)?.label ?? [path, path])
  const rows = onlyFaulty ? preview.rows.filter(({ faults }) => faulty(faults)) : preview.rows
  const run = async () => {
    setBusy(true)
    try {
      await call('POST', `/api/imports/${upload.id}/run`, {})
      onRun()
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }
  return (
    <Stack spacing={2}>
      <Stack direction="row" sx={{ columnGap: 3, flexWrap: 'wrap', alignItems: 'baseline' }}>
        {counted.map(([name, label]) => (
          <Typography key={name} color={name === 'faulty' && preview.counts.faulty > 0 ? 'error' : 'textPrimary'}>
            <strong style={{ fontSize: '1.25rem' }}>{preview.counts[name]}</strong> {say(label)}
          </Typography>
        ))}
        {preview.examined !== undefined && preview.examined < upload.rows ? (
          <Typography variant="body2" color="textSecondary">
            {say(['已检查前 {examined} 行，共 {rows} 行', 'The first {examined} of {rows} rows were looked at'], {
              examined: preview.examined,
              rows: upload.rows,
            })}
          </Typography>
        ) : null}
      </Stack>
      {preview.counts.faulty > 0 ? (
        <Alert
          severity="warning"
          action={
            <Button size="small" color="inherit" onClick={() => setOnlyFaulty(!onlyFaulty)}>
              {onlyFaulty ? say(['显示全部', 'Show all']) : say(['只看有问题的', 'Only faulty ones'])}
            </Button>
          }
        >
          {say(['有问题的行不会写入，导入后可下载改正。', 'Faulty rows are not written; correct them in the file you get afterwards.'])}
        </Alert>
      ) : null}
      {preview.notes?.map((note) => (
        <Alert key={note} severity="warning">
          {note}
        </Alert>
      ))}
      <TableContainer sx={{ maxHeight: 480, border: 1, borderColor: 'divider', borderRadius: 1 }}>
        <Table size="small" stickyHeader>
          <TableHead>
            <TableRow>
              <TableCell>{say(['行', 'Row'])}</TableCell>
              {columns.map((path) => (
                <TableCell key={path}>{labelOf(path)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.flatMap(({ line, values, faults }) => [
              <TableRow
                key={line}
                {...(faulty(faults) ? { 'aria-describedby': `faults-${line}`, sx: { '& > td': { borderBottom: 0 } } } : {})}
              >
                <TableCell sx={{ color: 'text.secondary' }}>{line}</TableCell>
                {columns.map((path) => (
                  <Tooltip key={path} describeChild title={faults[path] ?? ''}>
                    <TableCell
                      sx={{
                        maxWidth: 220,
                        overflow: 'hidden',
                        textOverflow: 'ellipsis',
                        whiteSpace: 'nowrap',
                        ...(faults[path] ? { outline: 2, outlineColor: 'error.main', outlineOffset: -2 } : {}),
                      }}
                    >
                      {values[path] ?? ''}
                    </TableCell>
                  </Tooltip>
                ))}
              </TableRow>,
              ...(faulty(faults)
                ? [
                    // Under its row, and in sight wherever the table is scrolled to.
                    <TableRow key={`${line} faults`}>
                      <TableCell colSpan={columns.length + 1} sx={{ pt: 0 }}>
                        <Box
                          id={`faults-${line}`}
                          sx={{ color: 'error.main', position: 'sticky', left: 16, width: 'fit-content', maxWidth: 'min(720px, 78vw)' }}
                        >
                          {Object.entries(faults).map(([path, text]) => (
                            <div key={path}>{path === 'root' ? text : `${labelOf(path)}${say(['：', ': '])}${text}`}</div>
                          ))}
                        </Box>
                      </TableCell>
                    </TableRow>,
                  ]
                : []),
            ])}
          </TableBody>
        </Table>
      </TableContainer>
      {fault ? <Alert severity="error">{fault}</Alert> : null}
      <Box>
        <Button onClick={onBack}>{say(['返回修改对应', 'Back to the mapping'])}</Button>{' '}
        <Button variant="contained" loading={busy} onClick={() => void run()}>
          {say(['开始导入 {rows} 行', 'Import {rows} row(s)'], { rows: upload.rows })}
        </Button>
      </Box>
    </Stack>
  )
}
