/** Calm, dense and legible: one accent, 14 px, tabular figures, light and dark with contrast AA. */
import { enUS, zhCN } from '@mui/material/locale'
import { createTheme, type Theme, type ThemeOptions } from '@mui/material/styles'
import type { Language } from './language/say.ts'

export const fontStack = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", system-ui, sans-serif'

const light: NonNullable<ThemeOptions['palette']> = {
  mode: 'light',
  primary: { main: '#1f5f8b', dark: '#174a6d', light: '#3b7fae' },
  secondary: { main: '#4a5b6c' },
  error: { main: '#c0342b', dark: '#99261f' },
  warning: { main: '#b26a00', dark: '#7a4900', contrastText: '#fff' },
  success: { main: '#2c7a4b', dark: '#1e5c37' },
  info: { main: '#31708f', dark: '#20546d' },
  background: { default: '#f5f6f8', paper: '#ffffff' },
  text: { primary: '#1c2733', secondary: '#56626e' },
  divider: '#dde2e8',
}

const dark: NonNullable<ThemeOptions['palette']> = {
  mode: 'dark',
  primary: { main: '#7db8e0', dark: '#5a9bc8', light: '#a5d0ee' },
  secondary: { main: '#a9b6c3' },
  error: { main: '#f2857d', light: '#f8aca6' },
  warning: { main: '#e5ab54', light: '#f0c98c' },
  success: { main: '#7cc79b', light: '#a5dcbc' },
  info: { main: '#7fbbd6', light: '#aad3e6' },
  background: { default: '#12171d', paper: '#1a2129' },
  text: { primary: '#e7ecf1', secondary: '#a8b3be' },
  divider: '#303a45',
}

const components: ThemeOptions['components'] = {
  MuiCssBaseline: {
    styleOverrides: {
      html: { textAutospace: 'normal' },
      body: { lineHeight: 1.6, fontVariantNumeric: 'tabular-nums' },
      a: { color: 'inherit', textDecoration: 'none' },
      'a:hover, a:focus-visible': { textDecoration: 'underline' },
      em: { fontStyle: 'normal' },
      '@media print': { '.no-print': { display: 'none !important' } },
    },
  },
  MuiButton: { defaultProps: { disableElevation: true }, styleOverrides: { root: { textTransform: 'none', letterSpacing: 0 } } },
  MuiTab: { styleOverrides: { root: { textTransform: 'none', letterSpacing: 0, minHeight: 40, minWidth: 64 } } },
  MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
  MuiToggleButton: { styleOverrides: { root: { textTransform: 'none', letterSpacing: 0 } } },
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: { defaultProps: { variant: 'outlined' } },
  // On paper a total stands once, after the last row, and not at the foot of every page.
  MuiTableFooter: { styleOverrides: { root: { '@media print': { display: 'table-row-group' } } } },
  MuiTableCell: { styleOverrides: { root: { letterSpacing: 0 }, head: { fontWeight: 600, whiteSpace: 'nowrap' } } },
  MuiInputBase: { styleOverrides: { root: { fontSize: '0.875rem' } } },
  MuiFormHelperText: { styleOverrides: { root: { marginLeft: 2, marginRight: 2 } } },
  MuiChip: { styleOverrides: { root: { letterSpacing: 0 }, sizeSmall: { height: 22 } } },
  MuiTooltip: { defaultProps: { enterDelay: 300 }, styleOverrides: { tooltip: { fontSize: '0.75rem' } } },
  MuiListItemButton: { styleOverrides: { root: { borderRadius: 6 } } },
  MuiLink: { defaultProps: { underline: 'hover' } },
}

/** The theme in one mode, with MUI's own words in `language`. */
export function makeTheme(mode: 'light' | 'dark', language: Language): Theme {
  return createTheme(
    {
      palette: mode === 'light' ? light : dark,
      shape: { borderRadius: 6 },
      typography: {
        fontFamily: fontStack,
        fontSize: 14,
        htmlFontSize: 16,
        body1: { fontSize: '0.875rem', lineHeight: 1.6, letterSpacing: 0 },
        body2: { fontSize: '0.8125rem', lineHeight: 1.6, letterSpacing: 0 },
        caption: { letterSpacing: 0 },
        button: { fontSize: '0.8125rem', fontWeight: 500 },
        h1: { fontSize: '1.25rem', fontWeight: 600, letterSpacing: 0, lineHeight: 1.4 },
        h2: { fontSize: '1rem', fontWeight: 600, letterSpacing: 0, lineHeight: 1.5 },
        h3: { fontSize: '0.875rem', fontWeight: 600, letterSpacing: 0 },
        h6: { fontSize: '1rem', fontWeight: 600, letterSpacing: 0 },
      },
      components,
    },
    language === 'zh' ? zhCN : enUS,
  )
}
