/** A card of the customer page: what it is about, and where that is kept. */
import { Card, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

export function Figure({ title, to, children }: { title: string; to?: string; children: ReactNode }) {
  return (
    <Card component="section" sx={{ p: 2 }}>
      <Typography component="h2" variant="h3" color="textSecondary" sx={{ mb: 0.75, fontWeight: 500 }}>
        {to ? (
          <Link to={to} style={{ color: 'inherit', textDecoration: 'none' }}>
            {title}
          </Link>
        ) : (
          title
        )}
      </Typography>
      {children}
    </Card>
  )
}
