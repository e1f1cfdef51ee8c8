/** An empty list says what belongs here and offers the next step. */
import AddIcon from '@mui/icons-material/Add'
import { Button, Card, Stack, Typography } from '@mui/material'
import { useListContext } from 'react-admin'
import { Link } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { useSay } from '../language/say.ts'
import { newOne, withinSentence } from '../language/singular.ts'
import { importPath } from './import/importing.ts'

export function EmptyList({ description, filtered, bin }: { description: Description; filtered: boolean; bin: boolean }) {
  const say = useSay()
  const { setFilters } = useListContext()
  const label = say(description.label)
  const title = filtered
    ? say(['没有符合筛选的{label}', 'No {label} match the filters'], { label: withinSentence(label) })
    : bin
      ? say(['回收站是空的', 'The recycle bin is empty'])
      : say(['还没有{label}', 'No {label} so far'], { label: withinSentence(label) })
  return (
    <Card sx={{ p: 4, textAlign: 'center' }}>
      <Stack spacing={1.5} sx={{ alignItems: 'center' }}>
        <Typography component="p" variant="h2">
          {title}
        </Typography>
        {!filtered && !bin && description.help ? <Typography color="textSecondary">{say(description.help)}</Typography> : null}
        {filtered ? (
          <Button variant="outlined" size="small" onClick={() => setFilters(bin ? { $deleted: true } : {}, {}, false)}>
            {say(['清除筛选', 'Clear filters'])}
          </Button>
        ) : description.may.create && !bin ? (
          <Stack direction="row" spacing={1}>
            <Button variant="contained" size="small" component={Link} to={`/${description.name}/create`} startIcon={<AddIcon />}>
              {say(newOne(description.label))}
            </Button>
            {description.may.import ? (
              <Button variant="outlined" size="small" component={Link} to={importPath(description.name)}>
                {say(['从文件导入', 'Import a file'])}
              </Button>
            ) : null}
          </Stack>
        ) : null}
      </Stack>
    </Card>
  )
}
