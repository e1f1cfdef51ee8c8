/** What is in one column: how many values, how many empty, the smallest and largest, and the commonest. */
import { Alert, Box, LinearProgress, Stack, Typography } from '@mui/material'
import { useLanguage, useSay, type Words } from '../../language/say.ts'
import type { SchemaTable } from '../answers.ts'
import { useProfile } from '../ask.ts'
import { plain, shown } from '../values.ts'

const count = (value: number): string => value.toLocaleString('en-US')

export function ColumnProfile({ table, column }: { table: SchemaTable; column: string }) {
  const say = useSay()
  const { language } = useLanguage()
  const { data, error } = useProfile(table.name, column)
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (!data) return <LinearProgress aria-label={say(['正在读取', 'Reading'])} />
  const asColumn = { name: column, type: data.type }
  const empty = data.rows > 0 ? (data.nulls / data.rows) * 100 : 0
  const figures: readonly (readonly [Words, string | null])[] = [
    [['类型', 'Type'], data.type],
    [['行数', 'Rows'], count(data.rows)],
    [['空值', 'Empty'], `${count(data.nulls)} (${empty.toFixed(1)} %)`],
    [data.exact ? ['不同值', 'Distinct'] : ['不同值（约）', 'Distinct (about)'], count(data.distinct)],
    [['最小', 'Least'], data.min],
    [['最大', 'Greatest'], data.max],
    [['平均', 'Average'], data.average],
    [['中位数', 'Median'], data.median],
  ]
  const most = Math.max(1, ...data.top.map((each) => each.count))
  return (
    <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 4, minHeight: 300 }}>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 2, rowGap: 0.5, alignContent: 'start' }}>
        {figures.map(([label, value]) =>
          value === null ? null : (
            <Box key={label[1]} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" color="text.secondary">
                {say(label)}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}>
                {label[1] === 'Least' || label[1] === 'Greatest' || label[1] === 'Average' || label[1] === 'Median'
                  ? shown(value, asColumn, language)
                  : value}
              </Typography>
            </Box>
          ),
        )}
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="h3" component="h3" sx={{ mb: 0.5 }}>
          {say(['最常见的值', 'Commonest values'])}
        </Typography>
        {data.top.map(({ value, count: times }) => (
          <Box key={plain(value)} sx={{ position: 'relative', px: 1, py: 0.25, mb: 0.25, borderRadius: 1, overflow: 'hidden' }}>
            <Box
              aria-hidden
              sx={{ position: 'absolute', inset: 0, width: `${(times / most) * 100}%`, bgcolor: 'primary.main', opacity: 0.14 }}
            />
            <Stack direction="row" sx={{ position: 'relative', justifyContent: 'space-between', gap: 2, fontSize: '0.8125rem' }}>
              <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                {value === null ? 'null' : shown(value, asColumn, language)}
              </Box>
              <span>{count(times)}</span>
            </Stack>
          </Box>
        ))}
      </Box>
    </Stack>
  )
}
