/** How the editor looks in the panel's theme: colours with contrast AA on light and dark. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Theme } from '@mui/material/styles'

const inks = {
  light: {
    keyword: '#8a2252',
    type: '#0b6e6e',
    string: '#2c6b2f',
    number: '#8a4b00',
    comment: '#5d6873',
    special: '#7a3ea3',
    name: '#1c2733',
  },
  dark: {
    keyword: '#f29ac0',
    type: '#6fd0d0',
    string: '#9fd89f',
    number: '#f0b878',
    comment: '#94a1ad',
    special: '#cfa3f0',
    name: '#e7ecf1',
  },
} as const

export const monospace = 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "PingFang SC", "Microsoft YaHei", monospace'

export function lookOf({ palette }: Theme): Extension {
  const ink = inks[palette.mode]
  const dark = palette.mode === 'dark'
  return [
    syntaxHighlighting(
      HighlightStyle.define([
        { tag: tags.keyword, color: ink.keyword, fontWeight: '600' },
        { tag: [tags.typeName, tags.standard(tags.name)], color: ink.type },
        { tag: [tags.string, tags.special(tags.string)], color: ink.string },
        { tag: [tags.number, tags.bool, tags.null], color: ink.number },
        { tag: tags.comment, color: ink.comment },
        { tag: tags.special(tags.name), color: ink.special, fontWeight: '600' },
        { tag: tags.name, color: ink.name },
      ]),
    ),
    EditorView.theme(
      {
        '&': { height: '100%', fontSize: '13px', color: palette.text.primary, backgroundColor: palette.background.paper },
        // The frame around it shows the focus: gutters would cover an outline.
        '&.cm-focused': { outline: 'none' },
        '.cm-scroller': { fontFamily: monospace, lineHeight: '1.65' },
        '.cm-content': { caretColor: palette.text.primary, padding: '8px 0' },
        '.cm-placeholder': { color: palette.text.secondary },
        '.cm-cursor, .cm-dropCursor': { borderLeftColor: palette.text.primary },
        '.cm-gutters': { backgroundColor: palette.background.paper, color: palette.text.secondary, border: 'none' },
        '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: palette.action.hover },
        '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
          backgroundColor: dark ? '#2f4a63' : '#cfe3f3',
        },
        '.cm-tooltip, .cm-panels': { backgroundColor: palette.background.paper, color: palette.text.primary, borderColor: palette.divider },
        '.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '16em' },
        '.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', display: 'flex', gap: '4px', alignItems: 'baseline' },
        '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: palette.primary.main, color: palette.primary.contrastText },
        '.cm-completionLabel': { fontFamily: monospace },
        '.cm-completionDetail': { fontStyle: 'normal', marginLeft: 'auto', paddingLeft: '16px', opacity: '0.85' },
        '.cm-completionInfo': { maxWidth: '320px', padding: '6px 10px', whiteSpace: 'pre-wrap', lineHeight: '1.5' },
        '.cm-panels input, .cm-panels button': { fontSize: '13px' },
        '.cm-statement': { backgroundColor: dark ? '#1d2732' : '#f3f7fb' },
      },
      { dark },
    ),
  ]
}
