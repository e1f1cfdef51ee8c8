/** How a record stands, in a word and a colour. */
import { Chip } from '@mui/material'
import type { Tone } from '../kinds/tone.ts'

export const StatusChip = ({ label, tone }: { label: string; tone: Tone }) => (
  <Chip
    size="small"
    label={label}
    sx={(theme) => {
      const dark = theme.palette.mode === 'dark'
      const palette = tone === 'default' ? theme.palette.grey : theme.palette[tone]
      const text = tone === 'default' ? theme.palette.text.primary : dark ? theme.palette[tone].light : theme.palette[tone].dark
      const dot = 'main' in palette ? palette.main : theme.palette.grey[500]
      return {
        bgcolor: dark ? `${dot}26` : `${dot}1a`,
        color: text,
        fontWeight: 500,
        '& .MuiChip-label::before': {
          content: '""',
          display: 'inline-block',
          width: 6,
          height: 6,
          borderRadius: '50%',
          bgcolor: dot,
          mr: 0.75,
          verticalAlign: 'middle',
        },
      }
    }}
  />
)
