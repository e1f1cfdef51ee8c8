/** One figure at a glance: short, exact on hover, with what it is compared with, and a way to the records behind it. */
import { Box, Card, CardActionArea, Skeleton, Stack, Tooltip, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Spark } from './Spark.tsx'

interface Props {
  readonly label: string
  /** What is shown large. */
  readonly value: string
  /** The same in full, on hover and for those who listen. */
  readonly exact: string
  readonly to: string
  readonly spark?: readonly number[]
  readonly children?: ReactNode
}

export function Figure({ label, value, exact, to, spark, children }: Props) {
  return (
    <Card sx={{ height: '100%', breakInside: 'avoid' }}>
      <Tooltip title={exact} describeChild>
        <CardActionArea component={Link} to={to} sx={{ height: '100%', p: 1.5, display: 'block' }}>
          <Typography variant="body2" color="text.secondary">
            {label}
          </Typography>
          <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'flex-end', gap: 1 }}>
            <Typography
              component="p"
              sx={{ fontSize: { xs: '1.375rem', md: '1.625rem' }, fontWeight: 600, lineHeight: 1.3, whiteSpace: 'nowrap' }}
            >
              {value}
            </Typography>
            <Box sx={{ display: { xs: 'none', lg: 'block' }, '@media print': { display: 'none' } }}>
              {spark ? <Spark values={spark} /> : null}
            </Box>
          </Stack>
          <Stack sx={{ mt: 0.5, fontSize: '0.75rem', lineHeight: 1.5 }}>{children}</Stack>
        </CardActionArea>
      </Tooltip>
    </Card>
  )
}

export const FigureSkeleton = () => <Skeleton variant="rounded" height={112} />
