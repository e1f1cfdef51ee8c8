/** The worked examples as cards; each opens in a tab of the workbench. */
import { Card, CardActionArea, Chip, Stack, Typography, useMediaQuery } from '@mui/material'
import type { Theme } from '@mui/material/styles'
import { useNavigate } from 'react-router'
import { useLanguage, useSay } from '../language/say.ts'
import { kindLabels } from './charts/settings.ts'
import { type Example, spelledOut } from './example.ts'
import { examples } from './examples.ts'
import { useTabs } from './useTabs.ts'

export function Examples() {
  const say = useSay()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const { store } = useTabs()
  // A phone has no editor: there an example is run like a saved query.
  const phone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const open = (example: Example, place: number) => {
    if (phone) return navigate(`/workbench?example=${place}`)
    const { description: _, ...tab } = spelledOut(example, language)
    store.add(tab)
    return navigate('/workbench')
  }
  return (
    <Stack sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'repeat(auto-fill, minmax(250px, 1fr))' }}>
      {examples.map((example, place) => (
        <Card key={example.question[1]}>
          <CardActionArea
            onClick={() => void open(example, place)}
            sx={{
              p: 1.5,
              height: '100%',
              display: 'flex',
              flexDirection: 'column',
              alignItems: 'flex-start',
              justifyContent: 'flex-start',
            }}
          >
            <Typography sx={{ fontWeight: 600 }}>{say(example.question)}</Typography>
            <Typography variant="body2" color="text.secondary">
              {say(example.note)}
            </Typography>
            {example.chart ? <Chip size="small" variant="outlined" label={say(kindLabels[example.chart.kind])} sx={{ mt: 0.75 }} /> : null}
          </CardActionArea>
        </Card>
      ))}
    </Stack>
  )
}
