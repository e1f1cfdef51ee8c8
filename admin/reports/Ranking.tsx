/** Who or what comes first: names, bars from zero, figures; the rest in one row. */
import { Box, Card, Skeleton, Tab, Tabs, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Cell, TableRow } from '../../reports/messages.ts'
import { useLanguage, useSay } from '../language/say.ts'
import { exact, numberOf, short } from './amounts.ts'

const shown = 10

interface Props<Tabbed extends string, Row extends TableRow> {
  readonly title: string
  readonly tabs: readonly { readonly name: Tabbed; readonly label: string }[]
  readonly tab: Tabbed
  onTab(tab: Tabbed): void
  /** Rows in order, the first first; undefined while they are on the way. */
  readonly rows: readonly Row[] | undefined
  nameOf(row: Row): string
  /** The amount that they are ranked by. */
  amountOf(row: Row): Cell | undefined
  /** What is told beside the amount. */
  aside(row: Row): ReactNode
  to(row: Row): string
  /** What is said where there is nobody. */
  readonly nothing: string
}

export function Ranking<Tabbed extends string, Row extends TableRow>({
  title,
  tabs,
  tab,
  onTab,
  rows,
  nameOf,
  amountOf,
  aside,
  to,
  nothing,
}: Props<Tabbed, Row>) {
  const say = useSay()
  const { language } = useLanguage()
  const first = rows?.slice(0, shown) ?? []
  const rest = rows?.slice(shown) ?? []
  const most = Math.max(1, ...first.map((row) => Math.abs(numberOf(amountOf(row)) ?? 0)))
  const restNet = rest.reduce((sum, row) => sum + Math.round((numberOf(amountOf(row)) ?? 0) * 100), 0) / 100
  return (
    <Card sx={{ p: 1.5, height: '100%', breakInside: 'avoid' }}>
      <Typography variant="h2">{title}</Typography>
      <Tabs
        value={tab}
        onChange={(_, next: Tabbed) => onTab(next)}
        variant="scrollable"
        className="no-print"
        aria-label={title}
        sx={{ mb: 0.5 }}
      >
        {tabs.map(({ name, label }) => (
          <Tab key={name} value={name} label={label} />
        ))}
      </Tabs>
      {rows === undefined ? (
        Array.from({ length: 8 }, (_, row) => <Skeleton key={row} height={26} />)
      ) : (
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {first.map((row, place) => (
            <Box component="li" key={nameOf(row) + String(place)} sx={{ borderRadius: 1, '&:hover': { bgcolor: 'action.hover' } }}>
              <Box
                component={Link}
                to={to(row)}
                title={`${nameOf(row)} ${exact(amountOf(row), 'money')}`}
                sx={{
                  display: 'grid',
                  gridTemplateColumns: '7.5em 1fr 6em 5.5em',
                  gap: 1,
                  alignItems: 'center',
                  py: 0.25,
                  textDecoration: 'none',
                  color: 'text.primary',
                }}
              >
                <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                  {nameOf(row)}
                </Box>
                <Box
                  aria-hidden
                  className="mark"
                  sx={{
                    height: 12,
                    bgcolor: 'primary.main',
                    opacity: (numberOf(amountOf(row)) ?? 0) < 0 ? 0.35 : 1,
                    width: `${(Math.abs(numberOf(amountOf(row)) ?? 0) / most) * 100}%`,
                    minWidth: '2px',
                    borderRadius: 0.5,
                  }}
                />
                <Box component="span" sx={{ textAlign: 'right' }}>
                  {short(amountOf(row), language)}
                </Box>
                <Box component="span" sx={{ textAlign: 'right', fontSize: '0.75rem' }}>
                  {aside(row)}
                </Box>
              </Box>
            </Box>
          ))}
          {rest.length > 0 ? (
            <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '7.5em 1fr 6em 5.5em', gap: 1, color: 'text.secondary' }}>
              <span>{say(['其他 {count} 个', '{count} others'], { count: rest.length })}</span>
              <span />
              <Box component="span" title={exact(restNet.toFixed(2), 'money')} sx={{ textAlign: 'right' }}>
                {short(restNet, language)}
              </Box>
            </Box>
          ) : null}
          {first.length === 0 ? <Typography color="text.secondary">{nothing}</Typography> : null}
        </Box>
      )}
    </Card>
  )
}
