/** The runs of a period, the latest first. */
import { Box, Button, Card, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useState } from 'react'
import { useGetList } from 'react-admin'
import { Link } from 'react-router'
import type { Where } from '../../../server/definition/where.ts'
import { companyTime } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import { StatusChip } from '../../layout/StatusChip.tsx'
import { useDescription } from '../../registers/catalog.ts'
import { SwipeNote } from '../../reports/SwipeNote.tsx'
import { monospace } from '../editor/look.ts'
import { lasting, outcomes, type RunRecord } from './runLog.ts'

const page = 50

export function ActivityTable({ filter }: { filter: Where }) {
  const say = useSay()
  const [pages, setPages] = useState(1)
  const kind = useDescription('queryRuns').fields.kind
  const kinds = kind?.kind === 'choice' ? kind.choices : {}
  const {
    data = [],
    total,
    isLoading,
  } = useGetList<RunRecord>('queryRuns', {
    filter,
    pagination: { page: 1, perPage: page * pages },
    sort: { field: 'id', order: 'DESC' },
  })
  if (!isLoading && data.length === 0)
    return <Typography color="text.secondary">{say(['这段时间没有这样的运行。', 'No such runs in this time.'])}</Typography>
  return (
    <Card>
      <SwipeNote />
      <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={say(['运行记录', 'Runs'])}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{say(['时间', 'At'])}</TableCell>
              <TableCell>{say(['人员', 'Person'])}</TableCell>
              <TableCell>{say(['类型', 'Kind'])}</TableCell>
              <TableCell>{say(['结果', 'Outcome'])}</TableCell>
              <TableCell align="right">{say(['用时', 'Took'])}</TableCell>
              <TableCell align="right">{say(['行数', 'Rows'])}</TableCell>
              <TableCell>{say(['导出', 'Export'])}</TableCell>
              <TableCell sx={{ width: '50%' }}>SQL</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.map((run) => (
              <TableRow key={run.id} hover>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>
                  <Link to={`/queryRuns/${run.id}/show`}>{companyTime(run.at).slice(5)}</Link>
                </TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{run._labels.user}</TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{say(kinds[run.kind] ?? [run.kind, run.kind])}</TableCell>
                <TableCell>
                  <StatusChip
                    label={run.killed ? say(['强制终止', 'Killed']) : say(outcomes[run.outcome].label)}
                    tone={run.killed ? 'error' : outcomes[run.outcome].tone}
                  />
                </TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {lasting(run.elapsed)}
                </TableCell>
                <TableCell align="right">{run.rows?.toLocaleString('en-US') ?? '—'}</TableCell>
                <TableCell>{run.exported ?? ''}</TableCell>
                <TableCell sx={{ maxWidth: 0, minWidth: 240 }}>
                  <Typography noWrap component="p" title={run.message ?? run.sql ?? ''} sx={{ fontFamily: monospace, fontSize: '0.75rem' }}>
                    {(run.sql ?? '').replace(/\s+/g, ' ').slice(0, 300)}
                  </Typography>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {total !== undefined && total > data.length ? (
        <Button onClick={() => setPages(pages + 1)} sx={{ m: 1 }}>
          {say(['再显示 {count} 条', 'Show {count} more'], { count: Math.min(page, total - data.length) })}
        </Button>
      ) : null}
    </Card>
  )
}
