/** One figure at a glance: short, exact on hover, with what it is compared with, and a way to the records behind it. */
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutlineOutlined'
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
  /** The records behind it; undefined for those who may not see them. */
  readonly to: string | undefined
  readonly spark?: readonly number[]
  /** Something is broken or late. */
  readonly bad?: boolean
  readonly children?: ReactNode
}

const plain = { height: '100%', p: 1.5, display: 'block' } as const

export function Figure({ label, value, exact, to, spark, bad = false, children }: Props) {
  const inside = (
    <>
      <Typography variant="body2" color="text.secondary">
        {label}
      </Typography>
      <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'flex-end', gap: 1 }}>
        <Typography
          component="p"
          sx={{
            fontSize: { xs: '1.375rem', md: '1.625rem' },
            fontWeight: 600,
            lineHeight: 1.3,
            whiteSpace: 'nowrap',
            color: bad ? 'error.main' : 'text.primary',
          }}
        >
          {value}
          {bad ? <ErrorOutlineIcon aria-hidden sx={{ fontSize: '1.125rem', ml: 0.5, verticalAlign: '-2px' }} /> : null}
        </Typography>
        <Box sx={{ display: { xs: 'none', lg: 'block' }, '@media print': { display: 'none' } }}>
          {spark ? <Spark values={spark} /> : null}
        </Box>
      </Stack>
      <Stack sx={{ mt: 0.5, fontSize: '0.75rem', lineHeight: 1.5 }}>{children}</Stack>
    </>
  )
  return (
    <Card sx={{ height: '100%', breakInside: 'avoid' }}>
      <Tooltip title={exact} describeChild>
        {to ? (
          <CardActionArea component={Link} to={to} sx={plain}>
            {inside}
          </CardActionArea>
        ) : (
          <Box sx={plain}>{inside}</Box>
        )}
      </Tooltip>
    </Card>
  )
}

export const FigureSkeleton = () => <Skeleton variant="rounded" height={112} />
