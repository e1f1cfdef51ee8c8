/** The workbench: tables and saved queries at the side, the editor with its tabs, the result below. */
import { Alert, Box, Card, Stack } from '@mui/material'
import { useMemo, useRef, useState } from 'react'
import { useNotify, useStore } from 'react-admin'
import { useNavigate } from 'react-router'
import { useSay } from '../language/say.ts'
import { useSaveKey } from '../layout/keys.ts'
import type { Rights } from './answers.ts'
import { useSchema } from './ask.ts'
import { PinDialog } from './boards/PinDialog.tsx'
import { guess } from './charts/settings.ts'
import { ExportTray } from './ExportTray.tsx'
import { type EditorHandle, type Mark, SqlEditor } from './editor/SqlEditor.tsx'
import { ParameterBar } from './ParameterBar.tsx'
import { namedIn, sent } from './parameters.ts'
import { ResultPane } from './ResultPane.tsx'
import { SidePanel } from './SidePanel.tsx'
import { Splitter } from './Splitter.tsx'
import { QueryConflict } from './saved/QueryConflict.tsx'
import { contentOf, type SavedQuery, tabOf } from './saved/query.ts'
import { SaveDialog } from './saved/SaveDialog.tsx'
import { useSaving } from './saved/useSaving.ts'
import { TabStrip } from './TabStrip.tsx'
import { limitsWithin, Toolbar } from './Toolbar.tsx'
import { isUnsaved } from './tabs.ts'
import { type Asked, forget, standing, useRuns } from './useRuns.ts'
import { useTabs } from './useTabs.ts'

export function Workbench({ rights }: { rights: Rights }) {
  const say = useSay()
  const notify = useNotify()
  const navigate = useNavigate()
  const { store, tabs, tab } = useTabs()
  const { data: schema } = useSchema()
  const runs = useRuns()
  const editor = useRef<EditorHandle>(null)
  const [side, setSide] = useStore<number>('workbench.side', 272)
  const [top, setTop] = useStore<number>('workbench.top', 260)
  const [wanted, setLimit] = useStore<number>('workbench.limit', 1000)
  const [pinning, setPinning] = useState(false)
  const saving = useSaving(store, tab)
  const limit = limitsWithin(rights.limits.rows).includes(wanted) ? wanted : Math.min(1000, rights.limits.rows)
  const run = runs.of(tab.id)
  const parameters = useMemo(() => namedIn(tab.sql, tab.parameters), [tab.sql, tab.parameters])

  const asked = (): Asked | undefined => {
    const statement = editor.current?.statement()
    if (!statement) {
      notify(say(['还没有可运行的语句。', 'There is no statement to run yet.']), { type: 'info' })
      return undefined
    }
    const params = sent(namedIn(statement.text, parameters))
    return { statement, params, ...(tab.origin ? { query: tab.origin.id } : {}) }
  }
  const ask = () => {
    const question = asked()
    if (question) runs.run(tab.id, question, limit)
  }
  const open = (sql: string, name: string, now = false) => {
    const id = store.add({ name, sql })
    if (now) runs.run(id, { statement: { text: sql.trim(), from: 0 }, params: sent(namedIn(sql, {})) }, limit)
  }
  const format = async () => {
    const { formatDialect, duckdb } = await import('sql-formatter')
    try {
      editor.current?.replace(formatDialect(tab.sql, { dialect: duckdb, tabWidth: 2, expressionWidth: 90, paramTypes: { named: ['$'] } }))
    } catch {
      notify(say(['这段文字排不了版：先改正语法。', 'It cannot be formatted as it is: mend the syntax first.']), { type: 'warning' })
    }
  }
  useSaveKey(saving.save)
  const mark = useMemo<Mark | undefined>(
    () => (run?.state === 'failed' && run.failure.at !== undefined ? { at: run.failure.at, message: run.failure.message } : undefined),
    [run],
  )
  const copyName = say(['{name} 副本', 'Copy of {name}'], { name: tab.name })
  return (
    <Card sx={{ display: 'flex', flex: 1, minHeight: 0, overflow: 'hidden' }}>
      <Box sx={{ width: side, flexShrink: 0, borderRight: 1, borderColor: 'divider' }}>
        <SidePanel
          mayExport={rights.export}
          onInsert={(text) => editor.current?.insert(text)}
          onOpen={open}
          onOpenQuery={(query) => {
            const already = tabs.open.find(({ origin }) => origin?.id === query.id)
            if (already) store.show(already.id)
            else store.add(tabOf(query))
          }}
          onCopyQuery={(query: SavedQuery) => {
            const { origin: _, ...copy } = tabOf(query)
            store.add({ ...copy, name: say(['{name} 副本', 'Copy of {name}'], { name: query.name }) })
          }}
        />
      </Box>
      <Splitter
        label={say(['侧栏宽度', 'Width of the side panel'])}
        orientation="vertical"
        value={side}
        min={200}
        max={480}
        onChange={setSide}
      />
      <Stack sx={{ flex: 1, minWidth: 0, minHeight: 0 }}>
        <TabStrip
          store={store}
          tabs={tabs}
          running={(id) => runs.of(id)?.state === 'running'}
          onClose={(id) => {
            store.close(id)
            forget(id)
          }}
          onNew={() => store.add({ name: say(['未命名', 'Untitled']) })}
        />
        <Toolbar
          running={run?.state === 'running'}
          limit={limit}
          most={rights.limits.rows}
          unsaved={isUnsaved(tab)}
          onRun={ask}
          onCancel={() => runs.cancel(tab.id)}
          onExplain={() => {
            const question = asked()
            if (question) runs.explain(tab.id, question)
          }}
          onFormat={() => void format()}
          onSave={saving.save}
          onSaveAs={saving.saveAs}
          onLimit={setLimit}
        />
        {tabs.full ? (
          <Alert severity="warning">
            {say([
              '浏览器的存储已满：新写的内容刷新后会丢失。请存为查询，或关闭几个标签。',
              'The browser has no room left: what you write now is lost on reload. Save it as a query, or close some tabs.',
            ])}
          </Alert>
        ) : null}
        <Box sx={{ height: top, flexShrink: 0, minHeight: 0 }}>
          <SqlEditor
            tab={tab.id}
            text={tab.sql}
            schema={schema}
            mark={mark}
            handle={editor}
            run={ask}
            cancel={() => runs.cancel(tab.id)}
            format={() => void format()}
            change={(sql) => store.change(tab.id, { sql })}
          />
        </Box>
        <ParameterBar
          parameters={parameters}
          errors={standing(run, parameters)}
          onChange={(next) => store.change(tab.id, { parameters: next })}
          onRun={ask}
        />
        <Splitter
          label={say(['编辑框高度', 'Height of the editor'])}
          orientation="horizontal"
          value={top}
          min={100}
          max={640}
          onChange={setTop}
        />
        <Box sx={{ flex: 1, minHeight: 0, borderTop: 1, borderColor: 'divider' }}>
          <ResultPane
            run={run}
            title={tab.name}
            chart={tab.chart}
            mayExport={rights.export}
            onChart={(chart) => store.change(tab.id, { chart })}
            onPin={() => {
              // What is seen is what is pinned, chosen or guessed.
              if (!tab.chart && run?.state === 'done') store.change(tab.id, { chart: guess(run.result.columns) })
              setPinning(true)
            }}
            onCancel={() => runs.cancel(tab.id)}
            onExamples={() => navigate('/warehouse')}
          />
        </Box>
        {rights.export ? <ExportTray /> : null}
      </Stack>
      {saving.naming ? (
        <SaveDialog
          name={tab.origin ? copyName : tab.name}
          content={contentOf({ ...tab, parameters })}
          onSaved={saving.saved}
          onClose={saving.dismiss}
        />
      ) : null}
      {saving.theirs ? (
        <QueryConflict
          mine={tab.sql}
          theirs={saving.theirs}
          onOverwrite={saving.overwrite}
          onCopy={saving.saveAs}
          onOpenTheirs={saving.openTheirs}
          onClose={saving.dismiss}
        />
      ) : null}
      {pinning ? <PinDialog tab={{ ...tab, parameters }} onSaved={saving.saved} onClose={() => setPinning(false)} /> : null}
    </Card>
  )
}
