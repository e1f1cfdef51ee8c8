/** The frame around the sign-in form and the forced change of password: the product's name, the form, the language. */
import { Box, Button, Paper, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useLanguage, useSay } from '../language/say.ts'
import { Mark } from '../layout/Mark.tsx'

export function DoorFrame({ title, children }: { title: string; children: ReactNode }) {
  const say = useSay()
  const { language, change } = useLanguage()
  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'flex', alignItems: 'center', justifyContent: 'center', bgcolor: 'background.default', p: 2 }}
    >
      <Stack spacing={2.5} sx={{ width: '100%', maxWidth: 380 }}>
        <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
          <Mark size={40} />
          <Box>
            <Typography component="p" sx={{ fontSize: '1.375rem', fontWeight: 600, lineHeight: 1.2 }}>
              {say(['台账', 'Taizhang'])}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {say(['客户、销售与报表，一处管好', 'Customers, sales and reports in one place'])}
            </Typography>
          </Box>
        </Stack>
        <Paper variant="outlined" sx={{ p: 3 }}>
          <Typography component="h1" variant="h1" sx={{ mb: 2 }}>
            {title}
          </Typography>
          {children}
        </Paper>
        <Box sx={{ textAlign: 'center' }}>
          <Button
            size="small"
            color="inherit"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => change(language === 'zh' ? 'en' : 'zh')}
          >
            {language === 'zh' ? 'English' : '中文'}
          </Button>
        </Box>
      </Stack>
    </Box>
  )
}
