/** The SQL editor: one CodeMirror for all tabs, each with its own undo history and cursor. */
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { Box } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react'
import { useLanguage } from '../../language/say.ts'
import type { Schema } from '../answers.ts'
import { type Statement, statementAt } from '../sqlText.ts'
import { type Actions, extensions, surroundedBy } from './extensions.ts'

/** A place to be marked: from the first character of `from`, to the end of the word there. */
export interface Mark {
  readonly at: number
  readonly message: string
}

export interface EditorHandle {
  /** What is selected, or the statement at the cursor. */
  statement(): Statement | undefined
  insert(text: string): void
  replace(text: string): void
  focus(): void
}

interface Props extends Actions {
  readonly tab: string
  readonly text: string
  readonly schema: Schema | undefined
  readonly mark: Mark | undefined
  readonly handle: RefObject<EditorHandle | null>
}

const diagnosticOf = (state: EditorState, { at, message }: Mark): Diagnostic => {
  const from = Math.min(at, state.doc.length)
  const word = /^[\p{L}\p{N}_]+|^./u.exec(state.sliceDoc(from, from + 80))?.[0] ?? ''
  return { from, to: from + word.length, severity: 'error', message }
}

export function SqlEditor({ tab, text, schema, mark, handle, ...actions }: Props) {
  const theme = useTheme()
  const { language } = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const states = useRef(new Map<string, EditorState>())
  const shown = useRef(tab)
  const latest = useRef({ actions, text, tab, surroundings: { schema, theme, language } })
  latest.current = { actions, text, tab, surroundings: { schema, theme, language } }

  // What the editor calls is looked up at the time, since its extensions outlive a render.
  const stable = useRef<Actions>({
    run: () => latest.current.actions.run(),
    cancel: () => latest.current.actions.cancel(),
    format: () => latest.current.actions.format(),
    change: (next) => latest.current.actions.change(next),
  }).current

  useEffect(() => {
    if (!place.current) return
    const { text: doc, surroundings } = latest.current
    const created = new EditorView({
      parent: place.current,
      state: EditorState.create({ doc, extensions: extensions(surroundings, stable) }),
    })
    view.current = created
    shown.current = latest.current.tab
    return () => {
      created.destroy()
      view.current = null
    }
  }, [stable])

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    if (shown.current !== tab) {
      states.current.set(shown.current, editor.state)
      shown.current = tab
      const kept = states.current.get(tab)
      editor.setState(
        kept && kept.doc.toString() === text
          ? kept
          : EditorState.create({ doc: text, extensions: extensions(latest.current.surroundings, stable) }),
      )
      editor.dispatch({ effects: surroundedBy(latest.current.surroundings) })
    } else if (editor.state.doc.toString() !== text) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
  }, [tab, text, stable])

  useEffect(() => {
    view.current?.dispatch({ effects: surroundedBy({ schema, theme, language }) })
  }, [schema, theme, language])

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    editor.dispatch(setDiagnostics(editor.state, mark ? [diagnosticOf(editor.state, mark)] : []))
    if (mark) editor.dispatch({ effects: EditorView.scrollIntoView(Math.min(mark.at, editor.state.doc.length)) })
  }, [mark])

  useImperativeHandle(handle, () => ({
    statement() {
      const state = view.current?.state
      if (!state) return undefined
      const { from, to, head } = state.selection.main
      const chosen = state.sliceDoc(from, to)
      if (chosen.trim() === '') return statementAt(state.doc.toString(), head)
      return { text: chosen.trim(), from: from + chosen.length - chosen.trimStart().length }
    },
    insert(added) {
      const editor = view.current
      if (!editor) return
      editor.dispatch(editor.state.replaceSelection(added))
      editor.focus()
    },
    replace(next) {
      const editor = view.current
      editor?.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: next } })
    },
    focus: () => view.current?.focus(),
  }))

  return (
    <Box
      ref={place}
      sx={{
        height: '100%',
        minHeight: 0,
        border: 2,
        borderColor: 'transparent',
        '&:focus-within': { borderColor: 'primary.main' },
        '& .cm-editor': { height: '100%' },
      }}
    />
  )
}
