/** The figures a credit decision stood on, laid out as the sum they are. Amounts come as whole 分. */
import { Box, Typography } from '@mui/material'
import { yuan } from '../../server/definition/decimal.ts'
import { groupDigits } from '../kinds/figures.ts'
import { useSay, type Words } from '../language/say.ts'

export interface CalculationInputs {
  readonly day: string
  readonly amount: number
  readonly limit: number
  readonly exposure: number
  readonly advance: number
  readonly overdue: number
}

/** What an application for a release asks beyond the limit: yuan, and percent of the limit. */
export interface Release {
  readonly amount: string | null
  readonly share: string | null
}

const lines = (inputs: CalculationInputs): readonly (readonly [Words, number, boolean])[] => {
  const { amount, limit, exposure, advance, overdue } = inputs
  const after = exposure - advance + amount
  return [
    [['未清应收与在途', 'Receivable and goods on their way'], exposure, false],
    [['减：预收', 'less money held'], -advance, false],
    [['加：本批', 'plus these goods'], amount, false],
    [['占用合计', 'Exposure with these goods'], after, true],
    [['授信额度', 'Credit limit'], limit, false],
    [['超出额度', 'Over the limit'], Math.max(0, after - limit), true],
    [['其中逾期', 'Overdue'], overdue, false],
  ]
}

export function Calculation({ inputs, release }: { inputs: CalculationInputs; release?: Release | undefined }) {
  const say = useSay()
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', maxWidth: 480, rowGap: 0.5, mb: 1 }}>
      {lines(inputs).map(([label, amount, strong]) => (
        <Box key={label[1]} sx={{ display: 'contents', '& > *': { fontWeight: strong ? 600 : 400 } }}>
          <Typography component="dt">{say(label)}</Typography>
          <Typography component="dd" sx={{ m: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>
            ¥ {groupDigits(yuan(amount))}
          </Typography>
        </Box>
      ))}
      {release?.amount ? (
        <>
          <Typography component="dt" sx={{ fontWeight: 600 }}>
            {say(['本次申请超出', 'Asked beyond the limit'])}
          </Typography>
          <Typography component="dd" sx={{ m: 0, textAlign: 'right', fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
            ¥ {groupDigits(release.amount)}
            {release.share ? say([' · 额度的 {share} %', ' · {share} % of the limit'], { share: release.share }) : ''}
          </Typography>
        </>
      ) : null}
    </Box>
  )
}
