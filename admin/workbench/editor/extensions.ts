/** What the SQL editor is made of. */
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  selectedCompletion,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { lintGutter } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
  rectangularSelection,
} from '@codemirror/view'
import type { Theme } from '@mui/material/styles'
import { type Language, type Say, sayIn } from '../../language/say.ts'
import type { Schema } from '../answers.ts'
import { sourcesOf } from './completion.ts'
import { duckdb } from './dialect.ts'
import { lookOf } from './look.ts'
import { chinese } from './words.ts'

export interface Surroundings {
  readonly schema: Schema | undefined
  readonly theme: Theme
  readonly language: Language
}

export interface Actions {
  run(): void
  /** Whether there was something to stop. */
  cancel(): boolean
  format(): void
  change(text: string): void
}

const surroundings = new Compartment()

/** Enter after a name typed in full ends the line: there is nothing left to complete. */
function alreadyTyped(view: EditorView): boolean {
  const option = selectedCompletion(view.state)
  const { head } = view.state.selection.main
  if (option && view.state.sliceDoc(head - option.label.length, head).toLowerCase() === option.label.toLowerCase()) closeCompletion(view)
  return false
}

/** A command that has always been done. */
const doing = (act: () => void) => () => {
  act()
  return true
}

function around({ schema, theme, language }: Surroundings): Extension {
  const say: Say = (words, values) => sayIn(language, words, values)
  return [
    lookOf(theme),
    duckdb.extension,
    sourcesOf(say, schema).map((autocomplete) => duckdb.language.data.of({ autocomplete })),
    placeholder(
      say([
        '在这里写 SQL，例如 select * from orders limit 100。Ctrl+Enter 运行。',
        'Write SQL here, such as select * from orders limit 100. Ctrl+Enter runs it.',
      ]),
    ),
    EditorView.contentAttributes.of({
      'aria-label': say(['SQL 编辑框：先按 Esc 再按 Tab 离开', 'SQL editor: press Esc, then Tab to leave']),
      'aria-multiline': 'true',
      // Without it people and tools that look for what can be focused miss the editor.
      tabindex: '0',
    }),
    language === 'zh' ? EditorState.phrases.of(chinese) : [],
  ]
}

/** Theme, language and schema as they are now. */
export const surroundedBy = (given: Surroundings) => surroundings.reconfigure(around(given))

export function extensions(given: Surroundings, actions: Actions): Extension {
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    EditorState.allowMultipleSelections.of(true),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ maxRenderedOptions: 200, icons: false }),
    rectangularSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    lintGutter(),
    EditorView.lineWrapping,
    Prec.highest(
      keymap.of([
        { key: 'Mod-Enter', run: doing(actions.run) },
        { key: 'Shift-Alt-f', run: doing(actions.format) },
        { key: 'Enter', run: alreadyTyped },
        { key: 'Tab', run: acceptCompletion },
      ]),
    ),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    // After everything else that Escape closes.
    Prec.lowest(keymap.of([{ key: 'Escape', run: () => actions.cancel() }])),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) actions.change(update.state.doc.toString())
    }),
    surroundings.of(around(given)),
  ]
}
