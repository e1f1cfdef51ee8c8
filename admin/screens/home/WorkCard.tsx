/** One sort of work on the first page: how many, the most pressing few, and the way to all of them. */
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutlined'
import { Box, Card, Divider, Skeleton, Stack, Typography } from '@mui/material'
import { useGetList } from 'react-admin'
import { Link } from 'react-router'
import { groupDigits } from '../../kinds/figures.ts'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, titleOf, useDescription } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { FieldValue } from '../../registers/FieldValue.tsx'
import { DueDay } from './DueDay.tsx'
import type { Reach, Task } from './tasks.ts'

export function WorkCard({ task, today, reach }: { task: Task; today: string; reach: Reach }) {
  const say = useSay()
  const description = useDescription(task.register)
  const asked = { ...task.filter(today), ...(reach === 'mine' ? task.mine : {}) }
  // A role that may not see a field cannot ask by it either: leave such conditions out of what it is shown.
  const filter = Object.fromEntries(Object.entries(asked).filter(([path]) => description.fields[path.split('.')[0] ?? '']))
  const [field, order] = task.sort
  const { data, total, isPending, error } = useGetList<PanelRecord>(task.register, {
    filter,
    sort: { field: description.fields[field] ? field : 'id', order },
    pagination: { page: 1, perPage: 5 },
  })
  const to = listPath(task.register, filter, task.sort)
  return (
    <Card component="section" aria-label={say(task.label)}>
      <Stack direction="row" sx={{ px: 2, py: 1.25, gap: 1, alignItems: 'baseline' }}>
        <Typography component="h2" variant="h2">
          <Link to={to} style={{ color: 'inherit', textDecoration: 'none' }}>
            {say(task.label)}
          </Link>
        </Typography>
        <Box sx={{ flex: 1 }} />
        {total === undefined ? null : (
          <Typography
            component={Link}
            to={to}
            aria-label={say(['{label}：{total} 条，查看列表', '{label}: {total}, see the list'], { label: say(task.label), total })}
            sx={{ fontSize: '1.25rem', fontWeight: 600, color: total > 0 ? 'primary.main' : 'text.secondary', textDecoration: 'none' }}
          >
            {groupDigits(String(total))}
          </Typography>
        )}
      </Stack>
      <Divider />
      {error ? (
        <Typography color="error" sx={{ p: 2 }}>
          {error instanceof Error ? error.message : String(error)}
        </Typography>
      ) : isPending ? (
        <Box sx={{ p: 2 }}>
          <Skeleton variant="text" />
          <Skeleton variant="text" />
          <Skeleton variant="text" />
        </Box>
      ) : data.length === 0 ? (
        <Stack direction="row" spacing={1} sx={{ p: 2, alignItems: 'center', color: 'text.secondary' }}>
          <CheckCircleOutlineIcon fontSize="small" color="success" />
          <span>{say(task.none)}</span>
        </Stack>
      ) : (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {data.map((record) => (
            <Stack
              key={record.id}
              component="li"
              direction="row"
              sx={{
                px: 2,
                py: 0.75,
                gap: 1.5,
                alignItems: 'center',
                '&:hover': { bgcolor: 'action.hover' },
                '& a': { textDecoration: 'none' },
              }}
            >
              <Box sx={{ minWidth: 0, flex: 1 }}>
                <Typography noWrap>
                  <Box component={Link} to={`/${task.register}/${record.id}/show`} sx={{ fontWeight: 600, color: 'text.primary' }}>
                    {titleOf(description, record)}
                  </Box>
                </Typography>
                <Typography variant="body2" color="textSecondary" noWrap component="div">
                  {task.facts
                    .filter((name) => description.fields[name] && record[name] !== null && record[name] !== '')
                    .map((name, index) => (
                      <span key={name}>
                        {index > 0 ? ' · ' : ''}
                        <FieldValue description={description} name={name} record={record} />
                      </span>
                    ))}
                </Typography>
              </Box>
              {task.due && typeof record[task.due] === 'string' ? <DueDay day={record[task.due] as string} today={today} /> : null}
            </Stack>
          ))}
        </Box>
      )}
    </Card>
  )
}
