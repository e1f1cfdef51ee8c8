/** A record that is chosen once for the whole file: the account a bank statement is of, where the file does not tell. */
import { MenuItem, TextField } from '@mui/material'
import { useGetList } from 'react-admin'
import { useSay, type Words } from '../../language/say.ts'
import { type PanelRecord, useDescription } from '../catalog.ts'

interface AskRecordProps {
  readonly label: Words
  readonly register: string
  readonly value: number | null
  onChange(id: number | null): void
}

export function AskRecord({ label, register, value, onChange }: AskRecordProps) {
  const say = useSay()
  const { title } = useDescription(register)
  const { data = [] } = useGetList<PanelRecord>(register, { pagination: { page: 1, perPage: 200 }, sort: { field: title, order: 'ASC' } })
  return (
    <TextField
      select
      size="small"
      sx={{ maxWidth: 480 }}
      label={say(label)}
      value={data.some(({ id }) => id === value) ? value : ''}
      onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
      helperText={say([
        '文件写明的以文件为准；没有写明时用这里选的。',
        'What the file tells goes first; this is used where it tells nothing.',
      ])}
    >
      <MenuItem value="">{say(['以文件为准', 'As the file tells'])}</MenuItem>
      {data.map((record) => (
        <MenuItem key={record.id} value={record.id}>
          {String(record[title] ?? record.id)}
        </MenuItem>
      ))}
    </TextField>
  )
}
