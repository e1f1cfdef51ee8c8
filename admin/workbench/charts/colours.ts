/** Colours of series, told apart on light and dark and by people who see colours differently; what was put together is grey. */
import type { Theme } from '@mui/material/styles'
import { restName } from './points.ts'

const colours = {
  light: ['#1f5f8b', '#c96f12', '#2c7a4b', '#8a4fa3', '#a8324a', '#5d7d1f'],
  dark: ['#7db8e0', '#e9a557', '#7cc79b', '#c49adb', '#f08a9b', '#b3cc6e'],
} as const

export const colourOf = ({ palette }: Theme, name: string, index: number): string =>
  name === restName ? palette.text.secondary : (colours[palette.mode][index % colours.light.length] ?? palette.primary.main)
