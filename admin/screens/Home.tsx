/** The first page: what is mine to do, problems first, each count a way into the list behind it. */
import { Box, Stack, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { Title, useStore } from 'react-admin'
import { companyToday } from '../kinds/instants.ts'
import { useLanguage, useSay } from '../language/say.ts'
import { readable, useCatalog } from '../registers/catalog.ts'
import { WorkCards } from '../work/WorkCards.tsx'
import { TargetCard } from './home/TargetCard.tsx'
import { type Reach, tasks } from './home/tasks.ts'
import { WorkCard } from './home/WorkCard.tsx'

/** Roles that look after customers themselves see their own work first. */
const ownWork = new Set(['sales'])

export function Home() {
  const say = useSay()
  const { language } = useLanguage()
  const catalog = useCatalog()
  const [reach, setReach] = useStore<Reach>(`home.reach.${catalog.user.id}`, ownWork.has(catalog.user.role) ? 'mine' : 'all')
  const today = companyToday()
  const seen = tasks.filter(({ register }) => readable(catalog, register))
  const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${today}T00:00:00Z`),
  )
  return (
    <Stack spacing={2}>
      <Title title={say(['首页', 'Home'])} />
      <Stack direction="row" sx={{ alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Box>
          <Typography component="h1" variant="h1">
            {say(['{name}，今天要做什么？', 'What is there to do today, {name}?'], { name: catalog.user.name })}
          </Typography>
          <Typography color="textSecondary">{day}</Typography>
        </Box>
        <Box sx={{ flex: 1 }} />
        <ToggleButtonGroup
          size="small"
          exclusive
          value={reach}
          onChange={(_, next: Reach | null) => (next ? setReach(next) : undefined)}
          aria-label={say(['范围', 'Whose'])}
        >
          <ToggleButton value="mine" sx={{ textTransform: 'none', px: 2 }}>
            {say(['我的', 'Mine'])}
          </ToggleButton>
          <ToggleButton value="all" sx={{ textTransform: 'none', px: 2 }}>
            {say(['我能看到的', 'All I can see'])}
          </ToggleButton>
        </ToggleButtonGroup>
      </Stack>
      {readable(catalog, 'salesTargets') ? <TargetCard today={today} reach={reach} /> : null}
      <Box sx={{ columnCount: { xs: 1, lg: 2, xl: 3 }, columnGap: 2, '& > *': { breakInside: 'avoid', mb: 2 } }}>
        <WorkCards />
        {seen.map((task) => (
          <WorkCard key={task.key} task={task} today={today} reach={reach} />
        ))}
      </Box>
      {seen.length === 0 ? (
        <Typography color="textSecondary">
          {catalog.registers.some(({ may, detached }) => may.read && !detached)
            ? say(['从菜单开始。', 'Start from the menu.'])
            : say(
                [
                  '您的角色“{role}”还没有任何登记簿的权限，所以菜单里没有内容。请联系系统管理员在“角色”中授权。',
                  'Your role “{role}” has no rights to any register yet, so the menu is empty. Ask an administrator to grant some on the page of roles.',
                ],
                { role: say(catalog.user.roleName) },
              )}
        </Typography>
      ) : null}
    </Stack>
  )
}
