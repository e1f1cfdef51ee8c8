/** On paper a dashboard is black on white, A4, without the panel around it. */
import { GlobalStyles } from '@mui/material'

export const Paper = () => (
  <GlobalStyles
    styles={{
      '@page': { size: 'A4', margin: '12mm' },
      '@media print': {
        'header, nav, .MuiAppBar-root, .MuiDrawer-root': { display: 'none !important' },
        'html, body': { backgroundColor: '#fff' },
        // Whatever theme is on the screen. Only marks that carry a figure keep their colour.
        '#root *': { color: '#000 !important' },
        '#root svg text': { fill: '#000' },
        '#root *:not(.mark)': { backgroundColor: 'transparent !important' },
        '.mark': { printColorAdjust: 'exact' },
        '.MuiCard-root': { borderColor: '#999' },
        '.MuiTableCell-root.MuiTableCell-root': { padding: '1mm', fontSize: '7.5pt', whiteSpace: 'normal' },
        a: { textDecoration: 'none' },
      },
    }}
  />
)
