/** One saved query on a phone: its parameters, its chart, its rows as cards. */
import { Alert, Box, Button, Card, LinearProgress, Stack, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { companyTime } from '../../kinds/instants.ts'
import { useLanguage, useSay } from '../../language/say.ts'
import { StatusChip } from '../../layout/StatusChip.tsx'
import type { Result } from '../answers.ts'
import { useRights } from '../ask.ts'
import { Chart } from '../charts/Chart.tsx'
import { ParameterInput } from '../ParameterInput.tsx'
import { namedIn, restored, sent } from '../parameters.ts'
import { lasting } from '../runs/runLog.ts'
import type { SavedQuery } from '../saved/query.ts'
import { statements } from '../sqlText.ts'
import { standing, useRuns } from '../useRuns.ts'
import { isNumber, shown } from '../values.ts'

/** Rows asked for, and how many of them are shown at once. */
const limit = 1000
const atOnce = 50

/** A saved query, or something that is run like one. */
export type Runnable = Pick<SavedQuery, 'name' | 'description' | 'sql' | 'parameters' | 'chart'> & { readonly id?: number }

export function RunQuery({ query }: { query: Runnable }) {
  const say = useSay()
  const runs = useRuns()
  const { data: rights } = useRights()
  const [parameters, setParameters] = useState(() => namedIn(query.sql, restored(query.parameters)))
  const names = Object.keys(parameters)
  const only = `query ${query.id ?? query.name}`
  const run = runs.of(only)
  const start = () => {
    const [statement] = statements(query.sql)
    if (statement)
      runs.run(
        only,
        { statement, params: sent(namedIn(statement.text, parameters)), ...(query.id === undefined ? {} : { query: query.id }) },
        Math.min(limit, rights?.limits.rows ?? limit),
      )
  }
  // A query that asks for nothing is run at once.
  useEffect(() => {
    if (names.length === 0) start()
  }, [])
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Typography variant="h2">{query.name}</Typography>
      {query.description ? <Typography color="text.secondary">{query.description}</Typography> : null}
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}>
        {Object.entries(parameters).map(([name, parameter]) => (
          <ParameterInput
            key={name}
            name={name}
            parameter={parameter}
            error={standing(run, parameters)[name]}
            onChange={(value) => setParameters({ ...parameters, [name]: { ...parameter, value } })}
            onEnter={start}
          />
        ))}
        {run?.state === 'running' ? (
          <Button variant="outlined" onClick={() => runs.cancel(only)}>
            {say(['停止', 'Stop'])}
          </Button>
        ) : (
          <Button variant="contained" onClick={start}>
            {say(['运行', 'Run'])}
          </Button>
        )}
      </Stack>
      {run?.state === 'running' ? <LinearProgress aria-label={say(['正在运行', 'Running'])} /> : null}
      {run?.state === 'failed' ? <Alert severity="error">{run.failure.message}</Alert> : null}
      {run?.state === 'done' ? <Answer query={query} result={run.result} /> : null}
    </Stack>
  )
}

function Answer({ query, result }: { query: Runnable; result: Result }) {
  const say = useSay()
  const { language } = useLanguage()
  const [many, setMany] = useState(atOnce)
  const { at } = result.asOf
  return (
    <>
      <Typography variant="body2" color="text.secondary" role="status">
        {say(['{rows} 行', '{rows} rows'], { rows: result.rows.length.toLocaleString('en-US') })} · {lasting(result.elapsedMs)}
        {at ? ` · ${say(['数据截至 {at}', 'as of {at}'], { at: companyTime(at) })}` : ''}
      </Typography>
      {result.truncated ? (
        <StatusChip
          tone="warning"
          label={say(['已截断：只取前 {rows} 行', 'Cut off at {rows} rows'], { rows: result.rows.length.toLocaleString('en-US') })}
        />
      ) : null}
      {query.chart ? <Chart title={query.name} result={result} settings={query.chart} height={240} /> : null}
      {result.rows.slice(0, many).map((row, index) => (
        <Card key={index} sx={{ p: 1.25 }}>
          {result.columns.map((column, place) => (
            <Stack key={place} direction="row" sx={{ justifyContent: 'space-between', gap: 2, fontSize: '0.8125rem' }}>
              <Box
                component="span"
                title={column.name}
                sx={{
                  color: 'text.secondary',
                  flexShrink: 0,
                  maxWidth: '50%',
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                  whiteSpace: 'nowrap',
                }}
              >
                {column.name}
              </Box>
              <Box
                component="span"
                sx={{ textAlign: 'right', overflowWrap: 'anywhere', fontWeight: place === 0 || isNumber(column) ? 600 : 400 }}
              >
                {row[place] === null ? '—' : shown(row[place], column, language)}
              </Box>
            </Stack>
          ))}
        </Card>
      ))}
      {result.rows.length > many ? (
        <Button onClick={() => setMany(many + atOnce)}>
          {say(['再显示 {count} 行', 'Show {count} more'], { count: Math.min(atOnce, result.rows.length - many) })}
        </Button>
      ) : null}
    </>
  )
}
