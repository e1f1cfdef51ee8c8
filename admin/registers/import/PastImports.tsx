/** My latest imports and what became of them. */
import { Box, Table, TableBody, TableCell, TableRow, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call } from '../../http.ts'
import { groupDigits } from '../../kinds/figures.ts'
import type { Tone } from '../../kinds/tone.ts'
import { useSay, type Words } from '../../language/say.ts'
import { StatusChip } from '../../layout/StatusChip.tsx'
import type { Progress } from './importing.ts'

const states: Readonly<Record<Progress['state'], readonly [Words, Tone]>> = {
  ready: [['未开始', 'Not begun'], 'default'],
  running: [['进行中', 'Running'], 'info'],
  done: [['完成', 'Finished'], 'success'],
  cancelled: [['已取消', 'Cancelled'], 'default'],
  failed: [['中断', 'Broken off'], 'error'],
}

export function PastImports() {
  const say = useSay()
  const { data } = useQuery({ queryKey: ['imports'], queryFn: () => call<Progress[]>('GET', '/api/imports') })
  const past = (data ?? []).filter(({ state }) => state !== 'ready').slice(0, 6)
  if (past.length === 0) return null
  return (
    <Box component="section">
      <Typography component="h2" variant="h2" sx={{ mb: 0.5 }}>
        {say(['最近的导入', 'Latest imports'])}
      </Typography>
      <Table size="small">
        <TableBody>
          {past.map((job) => (
            <TableRow key={job.id}>
              <TableCell>
                <Link to={`/import?job=${job.id}`}>{job.fileName}</Link>
              </TableCell>
              <TableCell>
                <StatusChip label={say(states[job.state][0])} tone={states[job.state][1]} />
              </TableCell>
              <TableCell align="right">
                {say(['新建 {created}，更新 {updated}，有问题 {faulty}', '{created} new, {updated} changed, {faulty} faulty'], {
                  created: groupDigits(String(job.created)),
                  updated: groupDigits(String(job.updated)),
                  faulty: groupDigits(String(job.faulty)),
                })}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
