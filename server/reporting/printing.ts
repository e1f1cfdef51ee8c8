/** How a workbook is printed: every sheet as wide as the page, the headings of the first again on each page. */
import type { Blob } from 'node:buffer'
import type Stream from 'node:stream'
import type { Feature } from 'write-excel-file/node'

/** Rows of headings, from 1. */
interface Headings {
  readonly from: number
  readonly to: number
}

/** The part of the format that the writer leaves out (ECMA-376, 18.3.1.65, 18.3.1.63 and 18.2.6). */
export const printed = (sheet: string, { from, to }: Headings): Feature<Stream | Buffer | Blob> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) => xml.replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'),
        transformElementAttributes: (tag, attributes) =>
          tag === 'pageSetup' ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
      },
      'xl/workbook.xml': {
        transform: (xml) =>
          xml.replace(
            '</sheets>',
            `</sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${escaped(sheet)}'!$${from}:$${to}</definedName></definedNames>`,
          ),
      },
    },
  },
})

const escaped = (text: string): string => text.replace(/'/g, "''").replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
