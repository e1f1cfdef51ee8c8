/** 数据分析: the SQL workbench on a desk, saved queries and boards on a phone. */
import { Alert, Box, Button, Skeleton, Stack, Typography, useMediaQuery } from '@mui/material'
import type { Theme } from '@mui/material/styles'
import type { ReactNode } from 'react'
import { Title } from 'react-admin'
import { Link } from 'react-router'
import { useSay } from '../language/say.ts'
import { readable, useCatalog } from '../registers/catalog.ts'
import { useRights } from './ask.ts'
import { mayAnalyse } from './may.ts'
import { PhoneQueries } from './phone/PhoneQueries.tsx'
import { Workbench } from './Workbench.tsx'

export default function WorkbenchPage() {
  const say = useSay()
  const catalog = useCatalog()
  const phone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const { data: rights, error } = useRights()
  const links: readonly (readonly [string, string, boolean])[] = [
    ['/boards', say(['数据看板', 'Dashboards']), readable(catalog, 'boards')],
    ['/warehouse', say(['数据仓库里有什么', 'What is in the warehouse']), mayAnalyse(catalog)],
    ['/sql-activity', say(['运行情况', 'Activity']), readable(catalog, 'queryRuns')],
  ]
  return (
    <Page fixed={!phone}>
      <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 1 }}>
        <Typography variant="h1">{say(['数据分析', 'Data analysis'])}</Typography>
        <Box sx={{ flex: 1 }} />
        {links.map(([to, label, shown]) =>
          shown ? (
            <Button key={to} size="small" component={Link} to={to}>
              {label}
            </Button>
          ) : null,
        )}
      </Stack>
      {error ? <Alert severity="error">{error.message}</Alert> : null}
      {!rights && !error ? <Skeleton variant="rounded" sx={{ flex: 1, minHeight: 300 }} /> : null}
      {rights && !rights.may ? (
        <Alert severity="info">
          {say([
            '您的角色不能用 SQL 查询数据。需要的话，请管理员在“角色”里给“SQL 运行记录”的新建权限。',
            'Your role may not query with SQL. An administrator can grant the right to create “SQL runs” in the roles.',
          ])}
        </Alert>
      ) : null}
      {rights?.may ? phone ? <PhoneQueries /> : <Workbench rights={rights} /> : null}
    </Page>
  )
}

function Page({ fixed, children }: { fixed: boolean; children: ReactNode }) {
  const say = useSay()
  return (
    // The editor fills the window: what is long scrolls inside it.
    <Stack sx={{ gap: 1, ...(fixed ? { height: 'calc(100vh - 48px - 40px)', minHeight: 520 } : {}) }}>
      <Title title={say(['数据分析', 'Data analysis'])} />
      {children}
    </Stack>
  )
}
