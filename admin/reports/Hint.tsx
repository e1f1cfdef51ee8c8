/** What a chart says of the mark one points at: its name and exact figures. */
import { Paper, Stack, Typography } from '@mui/material'

interface Props {
  readonly title: string
  readonly lines: readonly (readonly [label: string, value: string])[]
}

export function Hint({ title, lines }: Props) {
  return (
    <Paper variant="outlined" sx={{ p: 1, maxWidth: 280 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {title}
      </Typography>
      {lines.map(([label, value]) => (
        <Stack key={label} direction="row" sx={{ justifyContent: 'space-between', gap: 2, fontSize: '0.8125rem' }}>
          <span>{label}</span>
          <span>{value}</span>
        </Stack>
      ))}
    </Paper>
  )
}
