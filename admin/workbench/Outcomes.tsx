/** What stands where a result would: nothing yet, still running, a plan, or a fault. */
import { Alert, AlertTitle, Box, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { useSay } from '../language/say.ts'
import type { Plan } from './answers.ts'
import { monospace } from './editor/look.ts'
import { lasting } from './runs/runLog.ts'
import type { Failure } from './useRuns.ts'

export function Idle({ onExamples }: { onExamples(): void }) {
  const say = useSay()
  return (
    <Stack sx={{ p: 3, gap: 1, alignItems: 'flex-start' }}>
      <Typography color="text.secondary">
        {say([
          '结果显示在这里。按 Ctrl/⌘ + Enter 运行光标处的语句；只能读取，改不动任何数据。',
          'Results appear here. Ctrl/⌘ + Enter runs the statement at the cursor; it only reads and can change nothing.',
        ])}
      </Typography>
      <Button size="small" variant="outlined" onClick={onExamples}>
        {say(['从示例开始', 'Begin with an example'])}
      </Button>
    </Stack>
  )
}

export function Running({ since, onCancel }: { since: number; onCancel(): void }) {
  const say = useSay()
  const [now, setNow] = useState(since)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200)
    return () => clearInterval(timer)
  }, [])
  const long = now - since > 300
  return (
    <Box sx={{ p: 3 }} role="status" aria-live="polite">
      {long ? (
        <Stack sx={{ gap: 1.5, maxWidth: 420 }}>
          <LinearProgress aria-label={say(['正在运行', 'Running'])} />
          <Stack direction="row" sx={{ alignItems: 'center', gap: 2 }}>
            <Typography>{say(['正在运行… {time}', 'Running… {time}'], { time: `${((now - since) / 1000).toFixed(1)} s` })}</Typography>
            <Button size="small" onClick={onCancel}>
              {say(['停止（Esc）', 'Stop (Esc)'])}
            </Button>
          </Stack>
        </Stack>
      ) : null}
    </Box>
  )
}

export function Failed({ failure: { message, line, column, code, errors, requestId } }: { failure: Failure }) {
  const say = useSay()
  const calm = code === 'sqlCancelled'
  return (
    <Box sx={{ p: 1.5, overflow: 'auto', height: '100%' }} role="region" tabIndex={0} aria-label={say(['运行结果', 'Outcome'])}>
      <Alert severity={calm ? 'info' : 'error'} sx={{ '& .MuiAlert-message': { minWidth: 0 } }}>
        {line !== undefined ? (
          <AlertTitle>{say(['第 {line} 行第 {column} 列', 'Line {line}, column {column}'], { line, column: column ?? 1 })}</AlertTitle>
        ) : null}
        <Box
          component="pre"
          sx={{ m: 0, fontFamily: line === undefined ? 'inherit' : monospace, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {message}
        </Box>
        {Object.entries(errors).map(([name, sentence]) => (
          <div key={name}>
            ${name}: {sentence}
          </div>
        ))}
        {code === 'internal' && requestId ? (
          <Typography variant="caption" component="p">
            {requestId}
          </Typography>
        ) : null}
      </Alert>
    </Box>
  )
}

export function PlanText({ plan: { plan, elapsedMs } }: { plan: Plan }) {
  const say = useSay()
  return (
    <Stack sx={{ height: '100%', minHeight: 0 }}>
      <Typography variant="body2" color="text.secondary" sx={{ px: 1.5, py: 0.5, borderBottom: 1, borderColor: 'divider' }}>
        {say(['执行计划', 'Plan'])} · {lasting(elapsedMs)}
      </Typography>
      <Box
        component="pre"
        tabIndex={0}
        sx={{ m: 0, p: 1.5, flex: 1, overflow: 'auto', fontFamily: monospace, fontSize: '0.75rem', lineHeight: 1.25 }}
      >
        {plan}
      </Box>
    </Stack>
  )
}
