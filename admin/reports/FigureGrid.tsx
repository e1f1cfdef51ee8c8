/** The figures that answer the question of a page, side by side. */
import { Box } from '@mui/material'
import { Children, type ReactNode } from 'react'
import { useSay } from '../language/say.ts'

export function FigureGrid({ children }: { children: ReactNode }) {
  const say = useSay()
  const columns = `repeat(${Children.toArray(children).length}, minmax(0, 1fr))`
  return (
    <Box
      component="section"
      aria-label={say(['要点', 'At a glance'])}
      sx={{
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: columns },
        '@media print': { gridTemplateColumns: columns },
      }}
    >
      {children}
    </Box>
  )
}
