/** An address that leads nowhere, or nowhere for this person. */
import { Button, Stack, Typography } from '@mui/material'
import { Link, useNavigate } from 'react-router'
import { useSay } from '../language/say.ts'

export function NoPage() {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <Stack sx={{ gap: 1.5, alignItems: 'flex-start', maxWidth: 560, py: 4 }}>
      <Typography component="h1" variant="h5">
        {say(['没有这个页面', 'No such page'])}
      </Typography>
      <Typography color="textSecondary">
        {say([
          '网址有误，链接已失效，或者您的角色看不到它。需要时请向管理员申请权限。',
          'The address is wrong, the link is out of date, or your role does not see it. Ask an administrator for the right if you need it.',
        ])}
      </Typography>
      <Stack direction="row" sx={{ gap: 1 }}>
        <Button variant="contained" component={Link} to="/">
          {say(['回到首页', 'To the first page'])}
        </Button>
        <Button onClick={() => void navigate(-1)}>{say(['返回', 'Back'])}</Button>
      </Stack>
    </Stack>
  )
}
