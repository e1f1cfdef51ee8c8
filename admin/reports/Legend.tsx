/** What the colours of a chart stand for: always a mark and a word. */
import { Box, Stack } from '@mui/material'

export interface Series<Name extends string = string> {
  readonly name: Name
  readonly label: string
  readonly colour: string
}

export function Legend({ series }: { series: readonly (Series & { readonly mark?: string })[] }) {
  return (
    <Stack direction="row" sx={{ columnGap: 1.5, flexWrap: 'wrap', fontSize: '0.75rem' }}>
      {series.map(({ name, label, colour, mark = '■' }) => (
        <Box component="span" key={name} sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
          <Box component="span" className="mark" aria-hidden sx={{ color: colour }}>
            {mark}
          </Box>{' '}
          {label}
        </Box>
      ))}
    </Stack>
  )
}
