/** 现行制度一览: every rule with the value that holds today, for whom, since when and by which clause; blanks first. */
import { Alert, Button, Card, Chip, Skeleton, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Title } from 'react-admin'
import { Link } from 'react-router'
import type { PolicyLine } from '../../../server/policy/index.ts'
import { call } from '../../http.ts'
import { useSay, type Words } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { createPath } from '../../registers/Related.tsx'
import { SwipeNote } from '../../reports/SwipeNote.tsx'

const scopes: Readonly<Record<string, Words>> = {
  customer: ['客户', 'customer'],
  tier: ['层级', 'tier'],
  department: ['单位', 'unit'],
  pack: ['行业', 'pack'],
  company: ['公司', 'company'],
  shipped: ['随附', 'as shipped'],
}

export default function PoliciesPage() {
  const say = useSay()
  const { byName } = useCatalog()
  const { data, error } = useQuery({ queryKey: ['policies'], queryFn: () => call<readonly PolicyLine[]>('GET', '/api/policies') })
  const may = byName.get('policies')?.may.create ?? false
  const sorted = [...(data ?? [])].sort((a, b) => Number(a.value !== null) - Number(b.value !== null))
  return (
    <Stack spacing={1.5} sx={{ maxWidth: 1100 }}>
      <Title title={say(['现行制度一览', 'Policies in force'])} />
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography component="h1" variant="h1">
          {say(['现在按什么规则办？', 'Which rules hold today?'])}
        </Typography>
        <Stack sx={{ flex: 1 }} />
        <Button size="small" component={Link} to="/policies">
          {say(['全部参数与历史', 'All settings and their history'])}
        </Button>
      </Stack>
      {error ? <Alert severity="error">{error.message}</Alert> : null}
      {data ? null : <Skeleton variant="rounded" height={300} />}
      {data ? (
        <Card sx={{ overflowX: 'auto' }}>
          <SwipeNote />
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{say(['规则', 'Rule'])}</TableCell>
                <TableCell>{say(['现行值', 'Value'])}</TableCell>
                <TableCell>{say(['范围与起始', 'Scope and since'])}</TableCell>
                <TableCell>{say(['条款', 'Clause'])}</TableCell>
                <TableCell />
              </TableRow>
            </TableHead>
            <TableBody>
              {sorted.map(({ key, label, help, words, scope, since, source, suggestion }) => (
                <TableRow key={key} hover>
                  <TableCell sx={{ minWidth: 200 }}>
                    <Typography sx={{ fontWeight: 600 }}>{say(label)}</Typography>
                    {help ? (
                      <Typography variant="body2" color="textSecondary">
                        {say(help)}
                      </Typography>
                    ) : null}
                  </TableCell>
                  <TableCell sx={{ minWidth: 150 }}>
                    {words ? (
                      say(words)
                    ) : (
                      <>
                        <Chip size="small" color="warning" label={say(['待填写', 'to be filled in'])} />
                        {suggestion ? (
                          <Typography variant="body2" color="textSecondary">
                            {say(['建议 {suggestion}', 'we suggest {suggestion}'], { suggestion: say(suggestion) })}
                          </Typography>
                        ) : null}
                      </>
                    )}
                  </TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>
                    {scope ? say(scopes[scope] ?? [scope, scope]) : '—'} {since ?? ''}
                  </TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{source}</TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                    <Button size="small" component={Link} to={listPath('policies', { key })}>
                      {say(['沿革', 'History'])}
                    </Button>
                    {may ? (
                      <Button size="small" component={Link} to={createPath('policies', { key, scope: 'company' })}>
                        {words ? say(['另立新值', 'New value']) : say(['填写', 'Fill in'])}
                      </Button>
                    ) : null}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Card>
      ) : null}
    </Stack>
  )
}
