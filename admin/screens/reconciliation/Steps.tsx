/** How far a month is: from open to locked, the present step standing out. */
import CheckCircleIcon from '@mui/icons-material/CheckCircle'
import LockIcon from '@mui/icons-material/Lock'
import RadioButtonUncheckedIcon from '@mui/icons-material/RadioButtonUnchecked'
import { Box, Stack, Typography } from '@mui/material'
import type { MonthStatus } from '../../../server/reconciliation/messages.ts'
import { useSay, type Words } from '../../language/say.ts'

const steps: readonly { readonly status: MonthStatus; readonly label: Words }[] = [
  { status: 'open', label: ['打开', 'Open'] },
  { status: 'matching', label: ['勾对', 'Matching'] },
  { status: 'explained', label: ['已说明', 'Explained'] },
  { status: 'clerkSigned', label: ['内勤已签', 'Clerk signed'] },
  { status: 'signed', label: ['财务已签', 'Finance signed'] },
  { status: 'locked', label: ['已锁定', 'Locked'] },
]

/** A month that is asked to be opened again is locked until somebody approves. */
const placeOf = (status: MonthStatus) => steps.findIndex((step) => step.status === (status === 'reopening' ? 'locked' : status))

export function Steps({ status }: { status: MonthStatus }) {
  const say = useSay()
  const present = placeOf(status)
  return (
    <Box
      component="ol"
      aria-label={say(['本月进度', 'Progress of the month'])}
      sx={{ display: 'flex', flexWrap: 'wrap', listStyle: 'none', m: 0, p: 0, rowGap: 0.5 }}
    >
      {steps.map(({ status: step, label }, at) => {
        const done = at < present || status === 'locked'
        const Icon = step === 'locked' && at <= present ? LockIcon : done ? CheckCircleIcon : RadioButtonUncheckedIcon
        const now = at === present
        return (
          <Stack
            key={step}
            component="li"
            direction="row"
            {...(now ? { 'aria-current': 'step' as const } : {})}
            sx={{ alignItems: 'center', color: done ? 'success.main' : now ? 'primary.main' : 'text.secondary' }}
          >
            {at > 0 ? <Box aria-hidden sx={{ width: { xs: 10, md: 28 }, mx: 0.75, borderTop: 1, borderColor: 'divider' }} /> : null}
            <Icon sx={{ fontSize: 18, mr: 0.5 }} aria-hidden />
            <Typography variant="body2" sx={{ fontWeight: now ? 600 : 400, whiteSpace: 'nowrap' }}>
              {say(label)}
            </Typography>
          </Stack>
        )
      })}
      {status === 'reopening' ? (
        <Typography variant="body2" sx={{ ml: 1.5, color: 'warning.main', fontWeight: 600 }}>
          {say(['正在申请重新打开', 'Asked to be opened again'])}
        </Typography>
      ) : null}
    </Box>
  )
}
