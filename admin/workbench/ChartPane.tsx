/** The result as a chart, with what to draw above it. */
import { Box, Stack } from '@mui/material'
import { useLayoutEffect, useRef, useState } from 'react'
import type { Result } from './answers.ts'
import { Chart } from './charts/Chart.tsx'
import { ChartChoices } from './charts/ChartChoices.tsx'
import { type ChartSettings, fitting } from './charts/settings.ts'

interface Props {
  readonly title: string
  readonly result: Result
  readonly chart: ChartSettings | null
  onChart(chart: ChartSettings): void
}

/** What the head of a chart's frame and its padding take. */
const around = 76

export function ChartPane({ title, result, chart, onChart }: Props) {
  const room = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(260)
  useLayoutEffect(() => {
    const box = room.current
    if (!box) return
    const measure = () => setHeight(Math.max(180, box.clientHeight - around))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [])
  return (
    <Stack sx={{ height: '100%', minHeight: 0 }}>
      <Box sx={{ p: 1 }}>
        <ChartChoices columns={result.columns} settings={fitting(chart, result.columns)} onChange={onChart} />
      </Box>
      <Box ref={room} sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: 1, pb: 1 }}>
        <Chart title={title} result={result} settings={chart} height={height} />
      </Box>
    </Stack>
  )
}
