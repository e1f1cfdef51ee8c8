/** Whom a query or board is shared with: nobody, some roles, everybody who asks in SQL. */
import { Autocomplete, FormControlLabel, Stack, Switch, TextField } from '@mui/material'
import { useSay } from '../../language/say.ts'
import { useSqlRoles } from '../ask.ts'
import type { Sharing } from './query.ts'

interface Props {
  readonly sharing: Sharing
  onChange(sharing: Sharing): void
}

export function Shares({ sharing, onChange }: Props) {
  const say = useSay()
  const { data = [] } = useSqlRoles()
  const names = new Map(data.map(({ code, name }) => [code, name]))
  return (
    <Stack sx={{ gap: 1 }}>
      <Autocomplete
        multiple
        size="small"
        disabled={sharing.shared}
        options={[...names.keys()]}
        value={[...sharing.roles]}
        getOptionLabel={(code) => say(names.get(code) ?? [code, code])}
        onChange={(_, chosen) => onChange({ ...sharing, roles: chosen })}
        noOptionsText={say(['没有找到', 'Nothing found'])}
        renderInput={(parameters) => (
          <TextField
            {...parameters}
            label={say(['共享给角色', 'Shared with roles'])}
            helperText={say([
              '他们以自己的权限运行：同一条查询，各人只看到自己该看的行。',
              'They run it with their own rights: the same query shows each only the rows he or she may see.',
            ])}
          />
        )}
      />
      <FormControlLabel
        control={
          <Switch size="small" checked={sharing.shared} onChange={({ target }) => onChange({ ...sharing, shared: target.checked })} />
        }
        label={say(['共享给所有能用 SQL 查询的人', 'Shared with everybody who may ask in SQL'])}
      />
    </Stack>
  )
}
