/** What came of the run: a grid, a chart, a plan, or what went wrong. */
import { Box, Stack, ToggleButton, ToggleButtonGroup } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useSay } from '../language/say.ts'
import { ChartPane } from './ChartPane.tsx'
import type { ChartSettings } from './charts/settings.ts'
import { useCopying } from './grid/copying.ts'
import { ResultGrid } from './grid/ResultGrid.tsx'
import { Failed, Idle, PlanText, Running } from './Outcomes.tsx'
import { ResultBar } from './ResultBar.tsx'
import type { Run } from './useRuns.ts'

interface Props {
  readonly run: Run | undefined
  readonly title: string
  readonly chart: ChartSettings | null
  readonly mayExport: boolean
  onChart(chart: ChartSettings): void
  onPin(): void
  onCancel(): void
  onExamples(): void
}

const views = ['grid', 'chart'] as const

export function ResultPane({ run, title, chart, mayExport, onChart, onPin, onCancel, onExamples }: Props) {
  const say = useSay()
  const notify = useNotify()
  const [view, setView] = useState<(typeof views)[number]>('grid')
  const [full, setFull] = useState(false)
  const copying = useCopying((rows) =>
    rows === undefined
      ? notify(say(['浏览器不允许复制', 'The browser did not allow copying']), { type: 'warning' })
      : notify(say(['已复制 {rows} 行', '{rows} rows copied'], { rows: rows.toLocaleString('en-US') }), { type: 'info' }),
  )
  if (!run) return <Idle onExamples={onExamples} />
  if (run.state === 'running') return <Running since={run.since} onCancel={onCancel} />
  if (run.state === 'failed') return <Failed failure={run.failure} />
  if (run.state === 'explained') return <PlanText plan={run.plan} />
  const { result, asked } = run
  return (
    <Stack
      sx={{
        height: '100%',
        minHeight: 0,
        bgcolor: 'background.paper',
        ...(full ? { position: 'fixed', inset: 0, zIndex: 1250, height: '100vh' } : {}),
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && full) setFull(false)
      }}
    >
      <ResultBar
        result={result}
        asked={asked}
        copying={copying}
        mayExport={mayExport}
        full={full}
        grid={view === 'grid'}
        onPin={onPin}
        onFull={() => setFull(!full)}
      >
        <ToggleButtonGroup
          exclusive
          size="small"
          value={view}
          onChange={(_, next) => next && setView(next)}
          aria-label={say(['怎样看结果', 'How to see the result'])}
        >
          <ToggleButton value="grid" sx={{ py: 0.25, px: 1.5, textTransform: 'none' }}>
            {say(['表格', 'Grid'])}
          </ToggleButton>
          <ToggleButton value="chart" sx={{ py: 0.25, px: 1.5, textTransform: 'none' }}>
            {say(['图表', 'Chart'])}
          </ToggleButton>
        </ToggleButtonGroup>
      </ResultBar>
      <Box sx={{ flex: 1, minHeight: 0, position: 'relative' }}>
        {view === 'chart' ? (
          <ChartPane title={title} result={result} chart={chart} onChart={onChart} />
        ) : (
          <ResultGrid key={resultKey(result)} label={say(['查询结果', 'Result of the query'])} result={result} copying={copying} />
        )}
      </Box>
    </Stack>
  )
}

/** Each answer gets a grid of its own: widths, order and selection begin anew. */
const keys = new WeakMap<object, number>()
let last = 0
function resultKey(result: object): number {
  const known = keys.get(result)
  if (known !== undefined) return known
  last += 1
  keys.set(result, last)
  return last
}
