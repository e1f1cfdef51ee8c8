/** On paper a report is black on white, A4 with its page numbers, without the panel around it. */
import { GlobalStyles } from '@mui/material'

/** Nested at-rules of a page are written out: style objects know no margin boxes. */
const page = (wide: boolean) =>
  `@page { size: A4${wide ? ' landscape' : ''}; margin: 12mm; @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 8pt; } }`

export const Paper = ({ wide = false }: { wide?: boolean }) => (
  <>
    <GlobalStyles styles={page(wide)} />
    <GlobalStyles
      styles={{
        '@media print': {
          'header, nav, .MuiAppBar-root, .MuiDrawer-root': { display: 'none !important' },
          'html, body': { backgroundColor: '#fff' },
          // Whatever theme is on the screen. Only marks that carry a figure keep their colour.
          '#root *:not(.mark)': { color: '#000 !important', backgroundColor: 'transparent !important' },
          '#root svg text': { fill: '#000' },
          '.mark': { printColorAdjust: 'exact' },
          '.MuiCard-root': { borderColor: '#999' },
          '.MuiTableCell-root.MuiTableCell-root': { padding: '1mm', fontSize: '7.5pt', whiteSpace: 'normal', borderColor: '#bbb' },
          '#main-content': { padding: '0 !important' },
          a: { textDecoration: 'none' },
        },
      }}
    />
  </>
)
