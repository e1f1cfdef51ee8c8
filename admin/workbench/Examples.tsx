/** The worked examples as cards; each opens in a tab of the workbench. */
import { Card, CardActionArea, Chip, Stack, Typography } from '@mui/material'
import { useNavigate } from 'react-router'
import { useLanguage, useSay } from '../language/say.ts'
import type { ChartSettings } from './charts/settings.ts'
import { kindLabels } from './charts/settings.ts'
import { type Example, inLanguage, parametersIn } from './example.ts'
import { examples } from './examples.ts'
import { useTabs } from './useTabs.ts'

export function Examples() {
  const say = useSay()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const { store } = useTabs()
  const open = ({ question, sql, parameters, chart }: Example) => {
    const named = (text: string) => inLanguage(text, language)
    const settings: ChartSettings | null = chart
      ? { kind: chart.kind, x: named(chart.x), y: chart.y.map(named), series: chart.series === undefined ? null : named(chart.series) }
      : null
    store.add({ name: say(question), sql: named(sql), parameters: parametersIn(parameters ?? {}, language), chart: settings })
    navigate('/workbench')
  }
  return (
    <Stack sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'repeat(auto-fill, minmax(250px, 1fr))' }}>
      {examples.map((example) => (
        <Card key={example.question[1]}>
          <CardActionArea
            onClick={() => open(example)}
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
