/** Differences of the month by kind, the most money first, with what of them is still open, and how old the open ones are. */
import { Box, Card, Typography } from '@mui/material'
import { Link } from 'react-router'
import type { FundDifference } from '../../../reports/messages.ts'
import { yuan } from '../../../server/definition/decimal.ts'
import type { ChoiceField } from '../../../server/definition/types.ts'
import { useLanguage, useSay, type Words } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { exact, short } from '../amounts.ts'
import { fen } from '../customerCredit/parts.ts'
import { Legend } from '../Legend.tsx'
import { ageWords } from './words.ts'

interface Bar {
  readonly name: string
  readonly count: number
  readonly open: number
  readonly amount: number
  readonly openAmount: number
}

/** Adds up by `kind` or `age`, in 分. */
function barsBy(key: 'kind' | 'age', all: readonly FundDifference[]): Bar[] {
  const found = new Map<string, Bar>()
  for (const each of all) {
    const before = found.get(each[key]) ?? { name: each[key], count: 0, open: 0, amount: 0, openAmount: 0 }
    const [amount, open] = [Math.abs(fen(each.amount)), each.status === 'open']
    found.set(each[key], {
      ...before,
      count: before.count + each.count,
      amount: before.amount + amount,
      open: before.open + (open ? each.count : 0),
      openAmount: before.openAmount + (open ? amount : 0),
    })
  }
  return [...found.values()]
}

interface Props {
  readonly differences: readonly FundDifference[]
  /** The differences of a kind. */
  to(kind: string): string
}

export function Differences({ differences, to }: Props) {
  const say = useSay()
  const { language } = useLanguage()
  const field = useCatalog().byName.get('differences')?.fields.kind as ChoiceField | undefined
  const kinds = barsBy('kind', differences).sort((a, b) => b.openAmount - a.openAmount || b.amount - a.amount || b.count - a.count)
  const ages = barsBy('age', differences)
  const most = Math.max(1, ...kinds.map(({ amount }) => amount))
  const word = (words: Words | undefined, name: string) => (words ? say(words) : name)
  const legend = [
    { name: 'open', label: say(['待说明', 'Open']), colour: 'error.main' },
    { name: 'settled', label: say(['已说明或结转', 'Explained or carried']), colour: 'text.secondary' },
  ]
  return (
    <Card component="section" sx={{ p: 1.5, height: '100%', breakInside: 'avoid' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1 }}>
        <Typography variant="h2">{say(['差异按类别', 'Differences by kind'])}</Typography>
        <Legend series={legend} />
      </Box>
      {kinds.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {say(['本月没有差异，或还没有对账。', 'The month has no differences, or has not been run.'])}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }}>
          {kinds.map(({ name, count, open, amount, openAmount }) => (
            <li key={name}>
              <Box component={Link} to={to(name)} sx={rowStyle} title={`¥ ${exact(yuan(amount), 'money')}`}>
                <span>
                  {word(field?.choices[name], name)}{' '}
                  <Box component="span" sx={{ color: open > 0 ? 'error.main' : 'text.secondary', fontWeight: open > 0 ? 600 : 400 }}>
                    {open > 0 ? say(['待说明 {open}/{count}', '{open} of {count} open'], { open, count }) : count}
                  </Box>
                </span>
                <Box component="span" sx={{ textAlign: 'right' }}>
                  ¥ {short(yuan(amount), language)}
                </Box>
                <Box
                  aria-hidden
                  sx={{ gridColumn: '1 / -1', display: 'flex', height: 8, borderRadius: 1, overflow: 'hidden', bgcolor: 'action.hover' }}
                >
                  <Box
                    className="mark"
                    sx={{ width: `${(openAmount / most) * 100}%`, minWidth: open > 0 ? 3 : 0, bgcolor: 'error.main' }}
                  />
                  <Box className="mark" sx={{ width: `${((amount - openAmount) / most) * 100}%`, bgcolor: 'text.secondary' }} />
                </Box>
              </Box>
            </li>
          ))}
        </Box>
      )}
      {ages.some(({ open }) => open > 0) ? (
        <Box component="dl" sx={{ m: 0, mt: 1.5, display: 'grid', gridTemplateColumns: 'repeat(4, minmax(0, 1fr))', gap: 1 }}>
          {Object.entries(ageWords).map(([name, words]) => {
            const found = ages.find((each) => each.name === name)
            const late = name === 'older' && (found?.open ?? 0) > 0
            return (
              <div key={name}>
                <Typography component="dt" variant="caption" color="text.secondary">
                  {say(words)}
                </Typography>
                <Typography component="dd" variant="body2" sx={{ m: 0, fontWeight: 600, color: late ? 'error.main' : 'text.primary' }}>
                  {say(['{count} 笔', '{count}'], { count: found?.open ?? 0 })}
                </Typography>
                <Typography component="dd" variant="caption" color="text.secondary" sx={{ m: 0 }}>
                  ¥ {short(yuan(found?.openAmount ?? 0), language)}
                </Typography>
              </div>
            )
          })}
        </Box>
      ) : null}
    </Card>
  )
}

const rowStyle = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  columnGap: 1,
  px: 0.5,
  py: 0.25,
  borderRadius: 1,
  fontSize: '0.8125rem',
  '&:hover': { bgcolor: 'action.hover' },
} as const
