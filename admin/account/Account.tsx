/** My account: who I am, my password, where I am signed in, and tokens for programs. */
import { Card, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Title, useNotify } from 'react-admin'
import { useSay } from '../language/say.ts'
import { useCatalog } from '../registers/catalog.ts'
import { PasswordForm } from '../screens/ChangePassword.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { Sessions } from './Sessions.tsx'
import { Tokens } from './Tokens.tsx'

export default function Account() {
  const say = useSay()
  const notify = useNotify()
  const { user } = useCatalog()
  const title = say(['我的账户', 'My account'])
  return (
    <Stack spacing={2} sx={{ maxWidth: 860 }}>
      <Title title={title} />
      <Typography component="h1" variant="h1">
        {title}
      </Typography>
      <Typography color="textSecondary">
        {user.name} · {user.username} · {say(user.roleName)}
      </Typography>
      <Part title={say(['语言', 'Language'])}>
        <LanguageChoice />
      </Part>
      <Part title={say(['登录设备', 'Where I am signed in'])}>
        <Sessions />
      </Part>
      <Part title={say(['更换密码', 'Change my password'])}>
        <Stack sx={{ maxWidth: 380 }}>
          <PasswordForm onDone={() => notify(say(['密码已更换', 'Your password has been changed']), { type: 'success' })} />
        </Stack>
      </Part>
      <Part title={say(['程序用的令牌', 'Tokens for programs'])}>
        <Tokens />
      </Part>
    </Stack>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" sx={{ p: 2 }}>
      <Typography component="h2" variant="h2" sx={{ mb: 1.5 }}>
        {title}
      </Typography>
      {children}
    </Card>
  )
}
