/** The pool of unclaimed money 待认领 (PAY-14): what came into the company's accounts and nobody knows whose it is; made for a thumb. */
import SearchIcon from '@mui/icons-material/Search'
import { Alert, Box, Button, Card, InputAdornment, Skeleton, Stack, TextField, Typography } from '@mui/material'
import { useDeferredValue, useState } from 'react'
import { Title, useGetList } from 'react-admin'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, useCatalog } from '../../registers/catalog.ts'
import { exact } from '../../reports/amounts.ts'
import { ClaimDialog } from './ClaimDialog.tsx'
import { MyClaims } from './MyClaims.tsx'
import { WaitingClaims } from './WaitingClaims.tsx'

/** Lines shown at once; the search narrows them down. */
const most = 100

function PoolLine({ line, onClaim }: { line: PanelRecord; onClaim: (() => void) | undefined }) {
  const say = useSay()
  const said = [line.date, line._labels?.account, line.summary, line.reference].filter((each) => typeof each === 'string' && each !== '')
  return (
    <Card component="li" sx={{ p: 1.5, display: 'flex', gap: 1.5, alignItems: 'center' }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {String(line.payer ?? say(['户名不详', 'No name given']))}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {said.join(' · ')}
        </Typography>
        {line.state === 'claimed' ? (
          <Typography variant="body2" color="warning.main">
            {say(['已有人认领，待财务确认', 'Somebody has claimed it; finance has not confirmed yet'])}
          </Typography>
        ) : null}
      </Box>
      <Stack sx={{ alignItems: 'flex-end', gap: 0.5 }}>
        <Typography sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
          {exact(String(line.open), 'money')}
        </Typography>
        {onClaim ? (
          <Button variant="contained" onClick={onClaim} sx={{ minHeight: 44 }}>
            {say(['认领', 'Claim'])}
          </Button>
        ) : null}
      </Stack>
    </Card>
  )
}

export default function ClaimPool() {
  const say = useSay()
  const { byName } = useCatalog()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const [line, setLine] = useState<PanelRecord>()
  const mayClaim = byName.get('moneyClaims')?.may.create === true
  const { data, total, error, isPending } = useGetList<PanelRecord>('bankLines', {
    filter: { state: { ne: 'aside' }, open: { gt: '0' }, ...(q ? { q } : {}) },
    sort: { field: 'date', order: 'DESC' },
    pagination: { page: 1, perPage: most },
  })
  const title = say(['待认领到账', 'Unclaimed money'])
  return (
    <Stack spacing={2} sx={{ maxWidth: 760 }}>
      <Title title={title} />
      <Typography component="h1" variant="h1">
        {title}
      </Typography>
      <Typography color="textSecondary">
        {say([
          '银行已到账、但还不知道是哪位客户的款。认出您客户的款请认领，财务确认后自动登记收款。',
          'Money that has come in and nobody knows whose it is. Claim what your customers paid; once finance confirms, the receipt is entered by itself.',
        ])}
      </Typography>
      {byName.has('moneyClaims') ? (
        <>
          <WaitingClaims />
          <MyClaims />
        </>
      ) : null}
      <TextField
        size="small"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={say(['按户名、摘要、附言查找', 'Find by name, summary or reference'])}
        slotProps={{
          htmlInput: { 'aria-label': say(['查找待认领款', 'Find unclaimed money']) },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
      />
      {error ? <Alert severity="error">{error instanceof Error ? error.message : String(error)}</Alert> : null}
      {isPending ? <Skeleton variant="rounded" height={120} /> : null}
      {data?.length === 0 ? (
        <Alert severity="success">
          {q
            ? say(['没有找到，请换个词。', 'Nothing found; try another word.'])
            : say(['没有待认领的款。', 'There is no unclaimed money.'])}
        </Alert>
      ) : null}
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data?.map((each) => (
          <PoolLine key={each.id} line={each} onClaim={mayClaim ? () => setLine(each) : undefined} />
        ))}
      </Stack>
      {data && total !== undefined && data.length < total ? (
        <Typography variant="body2" color="textSecondary">
          {say(['只列出最近 {shown} 笔，共 {total} 笔；请用查找缩小范围。', 'The latest {shown} of {total}; search to narrow them down.'], {
            shown: data.length,
            total,
          })}
        </Typography>
      ) : null}
      {line ? <ClaimDialog line={line} onClose={() => setLine(undefined)} /> : null}
    </Stack>
  )
}
