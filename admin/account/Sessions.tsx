/** The browsers somebody is signed in with; any but this one can be signed out. */
import { Alert, Button, Chip, Skeleton, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import { call } from '../http.ts'
import { companyTime } from '../kinds/instants.ts'
import { useSay } from '../language/say.ts'

interface SessionRow {
  readonly id: number | string
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly agent: string | null
  readonly ip: string | null
  readonly current: boolean
}

export function Sessions() {
  const say = useSay()
  const notify = useNotify()
  const client = useQueryClient()
  const { data, isPending, error } = useQuery({ queryKey: ['sessions'], queryFn: () => call<SessionRow[]>('GET', '/api/session/all') })
  const end = async (id: SessionRow['id']) => {
    try {
      await call('DELETE', `/api/session/all/${id}`)
      notify(say(['已退出该设备', 'Signed out there']), { type: 'success' })
    } catch (fault) {
      notify(fault instanceof Error ? fault.message : String(fault), { type: 'error' })
    }
    await client.invalidateQueries({ queryKey: ['sessions'] })
  }
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (isPending) return <Skeleton variant="rounded" height={80} />
  return (
    <TableContainer>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{say(['浏览器', 'Browser'])}</TableCell>
            <TableCell>{say(['地址', 'Address'])}</TableCell>
            <TableCell>{say(['登录时间', 'Signed in'])}</TableCell>
            <TableCell>{say(['最近活动', 'Last seen'])}</TableCell>
            <TableCell />
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map((session) => (
            <TableRow key={session.id}>
              <TableCell>{browserName(session.agent)}</TableCell>
              <TableCell>{session.ip ?? '—'}</TableCell>
              <TableCell>{companyTime(session.createdAt).slice(0, 16)}</TableCell>
              <TableCell>{companyTime(session.lastSeenAt).slice(0, 16)}</TableCell>
              <TableCell align="right">
                {session.current ? (
                  <Chip size="small" label={say(['当前', 'This one'])} />
                ) : (
                  <Button size="small" onClick={() => void end(session.id)}>
                    {say(['退出', 'Sign out'])}
                  </Button>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

/** `Mozilla/5.0 (Windows NT 10.0; …) Chrome/120 …` → `Chrome · Windows`. */
export function browserName(agent: string | null): string {
  if (!agent) return '—'
  const browser = ['Edg', 'MicroMessenger', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name))
  const system = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'].find((name) => agent.includes(name))
  const named = browser === 'Edg' ? 'Edge' : browser === 'MicroMessenger' ? 'WeChat' : browser
  return [named, system].filter(Boolean).join(' · ') || agent.slice(0, 60)
}
