/** The cards of the first page that wait for me: approvals, deadlines, and what the company has still to set up. */
import { Alert, Box, Button, Card, Divider, Stack, Typography } from '@mui/material'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useSay } from '../language/say.ts'
import { listPath } from '../registers/conditions.ts'
import { createPath } from '../registers/Related.tsx'
import { AddSigner } from './AddSigner.tsx'
import { ClockChip } from './ClockChip.tsx'
import { type SetUp, useWork } from './useWork.ts'

export function WorkCards() {
  const { data } = useWork()
  if (!data) return null
  return (
    <>
      {data.setUp ? <SetUpCard setUp={data.setUp} /> : null}
      {data.approvals.length > 0 ? <Approvals approvals={data.approvals} /> : null}
      {data.due.length > 0 ? <Deadlines due={data.due} /> : null}
    </>
  )
}

function Block({ title, count, to, children }: { title: string; count: number; to?: string; children: ReactNode }) {
  return (
    <Card component="section" aria-label={title}>
      <Stack direction="row" sx={{ px: 2, py: 1.25, gap: 1, alignItems: 'baseline' }}>
        <Typography component="h2" variant="h2">
          {title}
        </Typography>
        <Box sx={{ flex: 1 }} />
        <Typography
          {...(to ? { component: Link, to } : {})}
          sx={{ fontSize: '1.25rem', fontWeight: 600, color: 'primary.main', textDecoration: 'none' }}
          aria-label={`${title} ${count}`}
        >
          {count}
        </Typography>
      </Stack>
      <Divider />
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {children}
      </Box>
    </Card>
  )
}

const Line = ({ children }: { children: ReactNode }) => (
  <Stack component="li" direction="row" sx={{ px: 2, py: 0.75, gap: 1.5, alignItems: 'center', '&:hover': { bgcolor: 'action.hover' } }}>
    {children}
  </Stack>
)

const shown = 6

function Approvals({ approvals }: { approvals: NonNullable<ReturnType<typeof useWork>['data']>['approvals'] }) {
  const say = useSay()
  return (
    <Block title={say(['待我审批', 'To approve'])} count={approvals.length} to="/work/approvals">
      {approvals.slice(0, shown).map(({ id, title, applicant, stepName }) => (
        <Line key={id}>
          <Box sx={{ minWidth: 0, flex: 1 }}>
            <Typography noWrap component={Link} to="/work/approvals" sx={{ fontWeight: 600, color: 'text.primary', display: 'block' }}>
              {title}
            </Typography>
            <Typography variant="body2" color="textSecondary" noWrap>
              {applicant} · {stepName}
            </Typography>
          </Box>
        </Line>
      ))}
    </Block>
  )
}

function Deadlines({ due }: { due: NonNullable<ReturnType<typeof useWork>['data']>['due'] }) {
  const say = useSay()
  return (
    <Block title={say(['期限', 'Deadlines'])} count={due.length}>
      {due.slice(0, shown).map((each) => (
        <Line key={`${each.register}/${each.record}/${each.name}`}>
          <Box sx={{ minWidth: 0, flex: 1 }}>
            <Typography
              noWrap
              component={Link}
              to={`/${each.register}/${each.record}/show`}
              sx={{ fontWeight: 600, color: 'text.primary', display: 'block' }}
            >
              {each.title}
            </Typography>
            <Typography variant="body2" color="textSecondary" noWrap>
              {say(each.label)}
            </Typography>
          </Box>
          <ClockChip clock={each} bare />
        </Line>
      ))}
    </Block>
  )
}

/** What an administrator must answer before rules can run: blanks of the written policies, calendar years, chains and cases without a signer. */
function SetUpCard({ setUp: { calendar, blanks, unchained, unsigned, stranded } }: { setUp: SetUp }) {
  const say = useSay()
  const [moving, setMoving] = useState<SetUp['stranded'][number]>()
  const count = stranded.length + calendar.years.length + blanks.length + unchained.length + unsigned.length
  if (count === 0) return null
  return (
    <Block title={say(['待完成的设置', 'Still to set up'])} count={count}>
      {stranded.map((each) => (
        <Line key={each.id}>
          <Box sx={{ minWidth: 0, flex: 1 }}>
            <Typography
              component={Link}
              to={`/approvals/${each.id}/show`}
              sx={{ fontWeight: 600, color: 'text.primary', display: 'block' }}
            >
              {each.title}
            </Typography>
            <Typography variant="body2" color="error">
              {say(
                [
                  '{applicant}提交，等 {names} 签批，但已停用或不再任该角色',
                  'From {applicant}; waits for {names}, who left or lost the role',
                ],
                { applicant: each.applicant ?? '', names: each.waitsFor.join(say(['、', ', '])) },
              )}
            </Typography>
          </Box>
          <Button size="small" onClick={() => setMoving(each)}>
            {say(['改派', 'Name another'])}
          </Button>
        </Line>
      ))}
      {moving ? <AddSigner id={moving.id} title={moving.title} act="reassign" onClose={() => setMoving(undefined)} /> : null}
      {calendar.years.map((year) => (
        <Line key={year}>
          <Alert severity="warning" sx={{ flex: 1, py: 0 }}>
            {say(
              [
                '{year} 年的节假日与调休尚未录入，涉及该年的期限无法计算。',
                'The holidays of {year} are not entered; deadlines that reach into it cannot be told.',
              ],
              { year },
            )}
          </Alert>
          <Button size="small" component={Link} to={`/calendars/${calendar.id}/show`}>
            {say(['录入', 'Enter'])}
          </Button>
        </Line>
      ))}
      {blanks.map(({ key, label, source, suggestion }) => (
        <Line key={key}>
          <Box sx={{ minWidth: 0, flex: 1 }}>
            <Typography sx={{ fontWeight: 600 }}>{say(label)}</Typography>
            <Typography variant="body2" color="textSecondary">
              {say(['制度留空（{source}），须由公司填写', 'left blank by the policy ({source}); the company fills it in'], { source })}
              {suggestion ? say(['；建议 {suggestion}', '; we suggest {suggestion}'], { suggestion: say(suggestion) }) : ''}
            </Typography>
          </Box>
          <Button size="small" component={Link} to={createPath('policies', { key, scope: 'company' })}>
            {say(['填写', 'Fill in'])}
          </Button>
        </Line>
      ))}
      {unsigned.map(({ id, name, source }) => (
        <Line key={id}>
          <Box sx={{ minWidth: 0, flex: 1 }}>
            <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
            <Typography variant="body2" color="textSecondary">
              {say(['签批人未定（{source}），定后方可启用', 'no signer yet ({source}); name one to put it in force'], {
                source: source ?? '',
              })}
            </Typography>
          </Box>
          <Button size="small" component={Link} to={`/approvalChains/${id}`}>
            {say(['指定', 'Name one'])}
          </Button>
        </Line>
      ))}
      {unchained.map(({ name, label }) => (
        <Line key={name}>
          <Typography sx={{ flex: 1 }}>
            {say(['“{label}”没有启用的审批流程，提交会被拦下', '“{label}” has no chain in force; submitting it is stopped'], {
              label: say(label),
            })}
          </Typography>
          <Button size="small" component={Link} to={listPath('approvalChains', { document: name })}>
            {say(['设置', 'Set up'])}
          </Button>
        </Line>
      ))}
    </Block>
  )
}
