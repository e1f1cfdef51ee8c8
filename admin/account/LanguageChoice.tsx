/** Chinese or English, remembered on the server. */
import { ToggleButton, ToggleButtonGroup } from '@mui/material'
import { type Language, useLanguage, useSay } from '../language/say.ts'

export function LanguageChoice() {
  const say = useSay()
  const { language, change } = useLanguage()
  return (
    <ToggleButtonGroup
      size="small"
      exclusive
      value={language}
      aria-label={say(['语言', 'Language'])}
      onChange={(_, next: Language | null) => (next ? change(next) : undefined)}
    >
      <ToggleButton value="zh" lang="zh-CN" sx={{ textTransform: 'none' }}>
        中文
      </ToggleButton>
      <ToggleButton value="en" lang="en" sx={{ textTransform: 'none' }}>
        English
      </ToggleButton>
    </ToggleButtonGroup>
  )
}
