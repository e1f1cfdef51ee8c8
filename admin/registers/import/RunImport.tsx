/** The last step: how far the import is, stopping it, and what came of it. It goes on when the page is left. */
import { Alert, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { Link } from 'react-router'
import { useDownload } from '../../download.ts'
import { call } from '../../http.ts'
import { groupDigits } from '../../kinds/figures.ts'
import { useSay, type Words } from '../../language/say.ts'
import type { Progress } from './importing.ts'

const outcome: Readonly<Record<Progress['state'], Words>> = {
  ready: ['准备开始…', 'About to begin…'],
  running: ['正在导入…', 'Importing…'],
  done: ['导入完成', 'Import finished'],
  cancelled: ['已取消；取消前写入的内容保留', 'Cancelled; what was written before stays'],
  failed: ['导入中断', 'The import broke off'],
}

const severity = { done: 'success', cancelled: 'warning', failed: 'error' } as const

export function RunImport({ id, onAgain }: { id: number; onAgain(): void }) {
  const say = useSay()
  const notify = useNotify()
  const download = useDownload()
  const [begun] = useState(() => Date.now())
  const { data, error } = useQuery({
    queryKey: ['import', id],
    queryFn: () => call<Progress>('GET', `/api/imports/${id}`),
    refetchInterval: (query) => (query.state.data && ['done', 'cancelled', 'failed'].includes(query.state.data.state) ? false : 700),
    staleTime: 0,
  })
  const cancel = () => call('DELETE', `/api/imports/${id}`).catch((fault: Error) => notify(fault.message, { type: 'error' }))
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (!data) return <LinearProgress />
  const over = data.state === 'done' || data.state === 'cancelled' || data.state === 'failed'
  const share = data.total > 0 ? Math.min(100, (data.progress / data.total) * 100) : 0
  const elapsed = (Date.now() - begun) / 1000
  const remaining = share > 2 && share < 100 ? Math.ceil((elapsed / share) * (100 - share)) : undefined
  const n = (count: number) => groupDigits(String(count))
  return (
    <Stack spacing={2} sx={{ maxWidth: 720 }} aria-live="polite">
      {over ? (
        <Alert
          severity={data.state === 'done' && (data.faulty > 0 || data.noted) ? 'warning' : severity[data.state as keyof typeof severity]}
        >
          {say(outcome[data.state])}
          {data.message ? `${say(['：', ': '])}${data.message}` : ''}
        </Alert>
      ) : (
        <>
          <Typography>
            {say(outcome[data.state])}{' '}
            {say(['{progress} / {total} 行', '{progress} of {total} rows'], { progress: n(data.progress), total: n(data.total) })}
            {remaining === undefined ? '' : say(['，约剩 {seconds} 秒', ', about {seconds} s left'], { seconds: remaining })}
          </Typography>
          <LinearProgress
            variant="determinate"
            value={share}
            aria-label={say(['导入进度', 'Progress of the import'])}
            sx={{ height: 8, borderRadius: 4 }}
          />
          <Typography variant="body2" color="textSecondary">
            {say(['可以离开此页，导入会继续。', 'You may leave this page; the import goes on.'])}
          </Typography>
        </>
      )}
      {over && data.message ? null : (
        <Typography>
          {say(
            [
              '新建 {created}，更新 {updated}，不变或跳过 {skipped}，有问题 {faulty}',
              '{created} new, {updated} changed, {skipped} unchanged or left out, {faulty} faulty',
            ],
            {
              created: n(data.created),
              updated: n(data.updated),
              skipped: n(data.skipped),
              faulty: n(data.faulty),
            },
          )}
        </Typography>
      )}
      <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
        {over && data.hasErrors ? (
          <Button variant="contained" component="a" href={`/api/imports/${id}/errors`} onClick={download}>
            {say(['下载有问题的行', 'Download the faulty rows'])}
          </Button>
        ) : null}
        {over ? (
          <Button variant="outlined" component={Link} to={`/${data.register}`}>
            {say(['查看列表', 'See the list'])}
          </Button>
        ) : null}
        {over ? (
          <Button onClick={onAgain}>{say(['再导入一个文件', 'Import another file'])}</Button>
        ) : (
          <Button color="inherit" variant="outlined" onClick={() => void cancel()}>
            {say(['取消导入', 'Cancel the import'])}
          </Button>
        )}
      </Stack>
    </Stack>
  )
}
