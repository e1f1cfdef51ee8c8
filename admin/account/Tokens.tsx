/** Personal tokens with the owner's rights: made here, shown once, taken back at any time. */
import { Alert, Button, Skeleton, Stack, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNotify } from 'react-admin'
import { call } from '../http.ts'
import { companyTime } from '../kinds/instants.ts'
import { useSay } from '../language/say.ts'

interface Token {
  readonly id: number
  readonly name: string
  readonly createdAt?: string
  readonly lastUsedAt?: string | null
}

export function Tokens() {
  const say = useSay()
  const notify = useNotify()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [made, setMade] = useState<string>()
  const { data, isPending, error } = useQuery({ queryKey: ['tokens'], queryFn: () => call<Token[]>('GET', '/api/tokens') })
  const again = () => client.invalidateQueries({ queryKey: ['tokens'] })
  const tell = (fault: unknown) => notify(fault instanceof Error ? fault.message : String(fault), { type: 'error' })
  const make = async (event: FormEvent) => {
    event.preventDefault()
    try {
      const { token } = await call<{ token: string }>('POST', '/api/tokens', { name: name.trim() })
      setMade(token)
      setName('')
    } catch (fault) {
      tell(fault)
    }
    await again()
  }
  const revoke = async (id: number) => {
    await call('DELETE', `/api/tokens/${id}`).catch(tell)
    await again()
  }
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (isPending) return <Skeleton variant="rounded" height={80} />
  return (
    <Stack spacing={1.5}>
      <Typography variant="body2" color="textSecondary">
        {say(['令牌拥有您的全部权限，请像密码一样保管。', 'A token has all your rights: keep it like a password.'])}
      </Typography>
      {made ? (
        <Alert severity="success" onClose={() => setMade(undefined)}>
          {say(['请现在复制，之后不再显示：', 'Copy it now, it is not shown again:'])}{' '}
          <code style={{ overflowWrap: 'anywhere' }}>{made}</code>
        </Alert>
      ) : null}
      {data.length > 0 ? (
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{say(['名称', 'Name'])}</TableCell>
              <TableCell>{say(['建立', 'Made'])}</TableCell>
              <TableCell>{say(['最近使用', 'Last used'])}</TableCell>
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {data.map((token) => (
              <TableRow key={token.id}>
                <TableCell>{token.name}</TableCell>
                <TableCell>{token.createdAt ? companyTime(token.createdAt).slice(0, 16) : '—'}</TableCell>
                <TableCell>{token.lastUsedAt ? companyTime(token.lastUsedAt).slice(0, 16) : '—'}</TableCell>
                <TableCell align="right">
                  <Button size="small" onClick={() => void revoke(token.id)}>
                    {say(['收回', 'Revoke'])}
                  </Button>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ) : null}
      <Stack component="form" direction="row" spacing={1} onSubmit={(event: FormEvent) => void make(event)}>
        <TextField
          size="small"
          label={say(['新令牌的用途', 'What the new token is for'])}
          value={name}
          onChange={(event) => setName(event.target.value)}
          sx={{ minWidth: 260 }}
        />
        <Button type="submit" variant="outlined" disabled={!name.trim()}>
          {say(['生成', 'Make'])}
        </Button>
      </Stack>
    </Stack>
  )
}
