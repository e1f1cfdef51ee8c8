/** The roles that a query or board is shared with. */
import { Autocomplete, TextField } from '@mui/material'
import { useGetList } from 'react-admin'
import { useLanguage, useSay } from '../../language/say.ts'
import { type PanelRecord, readable, titleOf, useCatalog } from '../../registers/catalog.ts'
import type { Share } from './query.ts'

interface Props {
  readonly shares: readonly Share[]
  onChange(shares: readonly Share[]): void
}

export function Shares({ shares, onChange }: Props) {
  const say = useSay()
  const { language } = useLanguage()
  const catalog = useCatalog()
  const description = catalog.byName.get('roles')
  const { data = [] } = useGetList<PanelRecord>(
    'roles',
    { pagination: { page: 1, perPage: 100 }, sort: { field: 'id', order: 'ASC' } },
    { enabled: readable(catalog, 'roles') },
  )
  const name = (id: number): string => {
    const role = data.find((each) => each.id === id)
    if (!role || !description) return `#${id}`
    return language === 'en' && typeof role.englishName === 'string' && role.englishName ? role.englishName : titleOf(description, role)
  }
  return (
    <Autocomplete
      multiple
      size="small"
      options={data.map(({ id }) => id)}
      value={shares.map(({ role }) => role)}
      getOptionLabel={name}
      onChange={(_, roles) => onChange(roles.map((role) => shares.find((share) => share.role === role) ?? { role }))}
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
  )
}
