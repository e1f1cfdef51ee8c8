/** The second step: each column of the file with its first values, and the field it goes into; how existing records are found again. */
import {
  Alert,
  Autocomplete,
  Box,
  Button,
  Checkbox,
  FormControlLabel,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { call } from '../../http.ts'
import { useSay } from '../../language/say.ts'
import { useDescription } from '../catalog.ts'
import { sentencesOf } from '../faults.ts'
import { AskRecord } from './AskRecord.tsx'
import { type Mapping, type Preview, targetsFor, type Upload } from './importing.ts'

interface MapColumnsProps {
  readonly upload: Upload
  onBack(): void
  onPreview(upload: Upload, preview: Preview): void
}

/** What has a column of its own where there is room for it. */
const wide = { display: { xs: 'none', md: 'table-cell' } }
const sample = { color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }
const valuesOf = (column: Upload['columns'][number]): string => column.sample.filter(Boolean).slice(0, 3).join(' · ')

export function MapColumns({ upload, onBack, onPreview }: MapColumnsProps) {
  const say = useSay()
  const description = useDescription(upload.register)
  const targets = targetsFor(upload, description)
  const shipped = Boolean(upload.profile)
  const fixed = shipped && targets.length === 0
  const [mapping, setMapping] = useState<Mapping>(upload.mapping)
  const [key, setKey] = useState<readonly string[]>(upload.key)
  const [keep, setKeep] = useState(false)
  const [name, setName] = useState('')
  const [given, setGiven] = useState(upload.given ?? {})
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)

  const used = new Set(Object.values(mapping).filter((path) => path !== null))
  const missing = fixed ? [] : targets.filter(({ path, required }) => required && !used.has(path))
  const labelOf = (path: string) => say(targets.find((target) => target.path === path)?.label ?? [path, path])
  const look = async () => {
    setBusy(true)
    setFault(undefined)
    try {
      const preview = await call<Preview>('PUT', `/api/imports/${upload.id}`, {
        mapping,
        key,
        given,
        ...(keep && name.trim() ? { saveAs: name.trim() } : {}),
      })
      onPreview({ ...upload, mapping, key, given }, preview)
    } catch (error) {
      setFault(sentencesOf(error).join(' '))
    }
    setBusy(false)
  }
  return (
    <Stack spacing={2}>
      <Typography>
        {say(['导入到“{register}”，共 {rows} 行，编码 {encoding}', 'Into “{register}”: {rows} rows, {encoding}'], {
          register: say(description.label),
          rows: upload.rows,
          encoding: upload.encoding,
        })}
      </Typography>
      {upload.notes && upload.notes.length > 0 ? (
        <Alert severity="info">
          {upload.notes.map((note) => (
            <Typography key={note} variant="body2">
              {note}
            </Typography>
          ))}
        </Alert>
      ) : null}
      {upload.asks?.map((ask) => (
        <AskRecord key={ask.name} {...ask} value={given[ask.name] ?? null} onChange={(id) => setGiven({ ...given, [ask.name]: id })} />
      ))}
      {fixed ? (
        <Alert severity="info">
          {say(['此方案知道每一列的含义，不需要对应。', 'This profile knows what each column means; there is nothing to map.'])}
        </Alert>
      ) : (
        <TableContainer>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{say(['文件中的列', 'Column of the file'])}</TableCell>
                <TableCell sx={wide}>{say(['前几行的值', 'First values'])}</TableCell>
                <TableCell sx={{ width: { xs: '60%', md: 300 } }}>{say(['导入到字段', 'Goes into'])}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {upload.columns.map((column) => (
                <TableRow key={column.name}>
                  <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>
                    {column.name}
                    <Box sx={{ ...sample, display: { md: 'none' }, maxWidth: '30vw', fontWeight: 400 }}>{valuesOf(column)}</Box>
                  </TableCell>
                  <TableCell sx={{ ...wide, ...sample, maxWidth: 320 }}>{valuesOf(column)}</TableCell>
                  <TableCell>
                    <Autocomplete
                      size="small"
                      options={targets.map(({ path }) => path).filter((path) => !used.has(path) || path === mapping[column.name])}
                      value={mapping[column.name] ?? null}
                      onChange={(_, path) => setMapping({ ...mapping, [column.name]: path })}
                      getOptionLabel={labelOf}
                      renderInput={(parameters) => (
                        <TextField
                          {...parameters}
                          placeholder={say(['不导入', 'Leave out'])}
                          slotProps={{
                            ...parameters.slotProps,
                            htmlInput: {
                              ...parameters.slotProps.htmlInput,
                              'aria-label': say(['“{column}”导入到', '“{column}” goes into'], { column: column.name }),
                            },
                          }}
                        />
                      )}
                    />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      {missing.length > 0 ? (
        <Alert severity="warning">
          {say(
            [
              '必填字段还没有对应的列：{fields}。只更新已有记录时可以忽略。',
              'No column for these required fields: {fields}. That is fine when only existing records are updated.',
            ],
            {
              fields: missing.map(({ label }) => say(label)).join(say(['、', ', '])),
            },
          )}
        </Alert>
      ) : null}
      {shipped ? null : (
        <Autocomplete
          multiple
          size="small"
          sx={{ maxWidth: 640 }}
          options={targets.map(({ path }) => path).filter((path) => used.has(path) && !path.includes('.'))}
          value={[...key]}
          onChange={(_, next) => setKey(next)}
          getOptionLabel={labelOf}
          renderInput={(parameters) => (
            <TextField
              {...parameters}
              label={say(['按什么找到已有记录', 'Find existing records by'])}
              helperText={say([
                '找到就更新，找不到就新建；留空则全部新建',
                'Found ones are updated, others are added; empty means add all',
              ])}
            />
          )}
        />
      )}
      {fixed ? null : (
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <FormControlLabel
            control={<Checkbox size="small" checked={keep} onChange={(event) => setKeep(event.target.checked)} />}
            label={say(['把对应关系存为方案', 'Keep this as a profile'])}
          />
          {keep ? (
            <TextField
              size="small"
              label={say(['方案名称', 'Name of the profile'])}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          ) : null}
        </Stack>
      )}
      {fault ? <Alert severity="error">{fault}</Alert> : null}
      <Box>
        <Button onClick={onBack}>{say(['重新选择文件', 'Choose another file'])}</Button>{' '}
        <Button variant="contained" loading={busy} onClick={() => void look()}>
          {say(['预览', 'Preview'])}
        </Button>
      </Box>
    </Stack>
  )
}
