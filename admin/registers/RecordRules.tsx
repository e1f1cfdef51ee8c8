/** Which rules applied to a record and why: its deadlines, its approvals step by step, and the calculations kept with it. */
import { Alert, Box, Card, Chip, Divider, Skeleton, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Description } from '../../server/catalog/description.ts'
import type { ClockView } from '../../server/clocks/index.ts'
import { call } from '../http.ts'
import { companyTime } from '../kinds/instants.ts'
import { useSay, type Words } from '../language/say.ts'
import { ClockChip } from '../work/ClockChip.tsx'
import { Remind } from '../work/Remind.tsx'
import { Calculation, type CalculationInputs, type Release } from './Calculation.tsx'
import type { PanelRecord } from './catalog.ts'

interface Signature {
  readonly step: number
  readonly stepName: string | null
  readonly state: string
  readonly approver: string
  readonly actedBy: string | null
  readonly at: string | null
  readonly comment: string | null
}

interface Case {
  readonly id: number
  readonly number: string
  readonly state: string
  readonly mine: boolean
  readonly applicant: string | null
  readonly submittedAt: string
  readonly rule: { readonly chain: string; readonly version: number; readonly source: string | null } | null
  readonly tasks: readonly Signature[]
}

interface Applied {
  readonly clocks: readonly ClockView[]
  readonly approvals: readonly Case[]
  readonly decisions: readonly {
    readonly number: string
    readonly at: string
    readonly basis: string | null
    readonly inputs: CalculationInputs | null
    readonly policies: readonly Words[]
    /** Of an application for a release: what it asks beyond the limit. */
    readonly release?: Release
  }[]
}

const caseWords: Readonly<Record<string, Words>> = {
  pending: ['审批中', 'pending'],
  approved: ['已通过', 'approved'],
  returned: ['已退回', 'sent back'],
  withdrawn: ['已撤回', 'withdrawn'],
}

const taskWords: Readonly<Record<string, Words>> = {
  later: ['未到', 'not yet'],
  open: ['待签', 'waiting'],
  approved: ['同意', 'approved'],
  returned: ['退回', 'sent back'],
  skipped: ['连续同一人，免签', 'same person just before'],
  passed: ['他人已签', 'signed by another'],
  replaced: ['签批人离岗，已改派', 'signer gone, another named'],
}

/** Is there anything to say? Registers with deadlines, approvals or kept calculations have the tab, and records that keep the policies they were made under. */
export const hasRules = (description: Description, record: PanelRecord): boolean =>
  record._clocks !== undefined ||
  record._approval !== undefined ||
  description.fields.policies?.kind === 'json' ||
  ['dispatches', 'invoices'].includes(description.name)

export function RecordRules({ description, record }: { description: Description; record: PanelRecord }) {
  const say = useSay()
  const { data, error } = useQuery({
    queryKey: ['rules', description.name, record.id, record.version],
    queryFn: () => call<Applied>('GET', `/api/rules/${description.name}/${record.id}`),
  })
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (!data) return <Skeleton variant="rounded" height={160} />
  const { clocks, approvals, decisions } = data
  return (
    <Stack spacing={2}>
      {clocks.length > 0 ? (
        <Section title={say(['期限', 'Deadlines'])}>
          {clocks.map((clock) => (
            <Stack key={clock.name} direction="row" sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap', py: 0.5 }}>
              <ClockChip clock={clock} />
              <Typography variant="body2" color="textSecondary">
                {say(['自 {start} 起 · {rule}', 'from {start} · {rule}'], { start: clock.startedAt.slice(0, 10), rule: say(clock.rule) })}
              </Typography>
            </Stack>
          ))}
        </Section>
      ) : null}
      {approvals.map((each) => (
        <Section
          key={each.id}
          title={`${say(['审批', 'Approval'])} ${each.number}`}
          chip={say(caseWords[each.state] ?? [each.state, each.state])}
          action={each.state === 'pending' && each.mine ? <Remind id={each.id} /> : null}
        >
          <Typography variant="body2" color="textSecondary">
            {say(
              [
                '{applicant} 于 {at} 提交 · 流程“{chain}”第 {version} 版{source}',
                'submitted by {applicant} at {at} · chain “{chain}”, version {version}{source}',
              ],
              {
                applicant: each.applicant ?? '',
                at: companyTime(each.submittedAt).slice(0, 16),
                chain: each.rule?.chain ?? '',
                version: each.rule?.version ?? '',
                source: each.rule?.source ? say(['（{row}）', ' ({row})'], { row: each.rule.source }) : '',
              },
            )}
          </Typography>
          {each.tasks.map((task, index) => (
            <Stack key={`${task.step}-${index}`} direction="row" sx={{ gap: 1.5, py: 0.5, flexWrap: 'wrap' }}>
              <Typography sx={{ minWidth: 110 }}>
                {task.step}. {task.stepName}
              </Typography>
              <Typography sx={{ fontWeight: 600 }}>
                {task.approver}
                {task.actedBy ? say(['（{name} 代）', ' ({name} for)'], { name: task.actedBy }) : ''}
              </Typography>
              <Typography color={task.state === 'returned' ? 'error' : 'textSecondary'}>
                {say(taskWords[task.state] ?? [task.state, task.state])} {task.at ? companyTime(task.at).slice(0, 16) : ''}
              </Typography>
              {task.comment ? <Typography>“{task.comment}”</Typography> : null}
            </Stack>
          ))}
        </Section>
      ))}
      {decisions.map(({ number, at, inputs, policies, release }) => (
        <Section
          key={number}
          title={`${say(inputs ? ['授信计算', 'Credit calculation'] : ['所用制度', 'Policies applied'])} ${number}`}
          chip={at.length > 10 ? companyTime(at).slice(0, 16) : at}
        >
          {inputs ? <Calculation inputs={inputs} release={release} /> : null}
          {policies.map((words) => (
            <Typography key={words[1]} variant="body2" color="textSecondary">
              {say(words)}
            </Typography>
          ))}
        </Section>
      ))}
      {clocks.length + approvals.length + decisions.length === 0 ? (
        <Card sx={{ p: 2 }}>
          <Typography color="textSecondary">
            {say([
              '这条记录目前没有适用的期限、审批或授信计算。',
              'No deadline, approval or credit calculation applies to this record so far.',
            ])}
          </Typography>
        </Card>
      ) : null}
    </Stack>
  )
}

function Section({ title, chip, action, children }: { title: string; chip?: string; action?: ReactNode; children: ReactNode }) {
  return (
    <Card component="section">
      <Stack direction="row" sx={{ px: 2, py: 1.25, gap: 1, alignItems: 'center' }}>
        <Typography component="h2" variant="h2">
          {title}
        </Typography>
        {chip ? <Chip size="small" label={chip} /> : null}
        <Box sx={{ flex: 1 }} />
        {action}
      </Stack>
      <Divider />
      <Box sx={{ px: 2, py: 1.25 }}>{children}</Box>
    </Card>
  )
}
