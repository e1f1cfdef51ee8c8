/** The frame of every report: its question, what it was asked in words, the filter bar, and what is said while it loads or when it fails. */
import { Alert, Box, Button, LinearProgress, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Title } from 'react-admin'
import type { AsOf } from '../../reports/messages.ts'
import { companyTime } from '../kinds/instants.ts'
import { useSay } from '../language/say.ts'
import { FilterBar } from './FilterBar.tsx'
import { Paper } from './paper.tsx'

/** As much of a query as the frame tells of. */
interface Asked {
  readonly data: { readonly asOf: AsOf } | undefined
  readonly error: Error | null
  readonly isPlaceholderData: boolean
  refetch(): unknown
}

interface Props {
  readonly title: string
  /** What was asked, in words. */
  readonly words: ReactNode
  readonly filters: ReactNode
  /** Where the Excel file is; undefined for those who may not export. */
  readonly excel: string | undefined
  /** The report that the page is about; undefined while nothing is asked. */
  readonly asked?: Asked | undefined
  /** On paper it lies on its side. */
  readonly wide?: boolean
  /** The page brings a head of its own to paper. */
  readonly ownPaper?: boolean
  /** Is all there that belongs on paper? The report itself is enough, unless told. */
  readonly printable?: boolean
  readonly children: ReactNode
}

export function ReportFrame({ title, words, filters, excel, asked, wide = false, ownPaper = false, printable, children }: Props) {
  const say = useSay()
  const at = asked?.data?.asOf.at
  const asOf = at ? say(['数据截至 {at}', 'As of {at}'], { at: companyTime(at) }) : ''
  const failed = asked?.error
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Title title={title} />
      <Paper wide={wide} />
      <Box className={ownPaper ? 'no-print' : ''}>
        <Typography variant="h1">{title}</Typography>
        <Typography variant="body2" color="text.secondary" component="p">
          {words}
          {/* On a phone the bar below says it; paper has no bar. */}
          <Box component="span" sx={{ display: { xs: 'none', md: 'inline' }, '@media print': { display: 'inline' } }}>
            {asOf ? ` · ${asOf}` : ''}
          </Box>
        </Typography>
      </Box>
      <FilterBar excel={excel} asOf={asOf} printable={printable ?? (asked === undefined || asked.data !== undefined)}>
        {filters}
      </FilterBar>
      {failed ? (
        <Alert
          severity="error"
          action={
            <Button color="inherit" size="small" onClick={() => void asked?.refetch()}>
              {say(['重试', 'Try again'])}
            </Button>
          }
        >
          {failed.message}
        </Alert>
      ) : null}
      <Box sx={{ height: 2 }} className="no-print">
        {asked?.isPlaceholderData ? <LinearProgress sx={{ height: 2 }} aria-label={say(['正在更新', 'Updating'])} /> : null}
      </Box>
      {failed && !asked?.data ? null : children}
    </Stack>
  )
}
