/** Beside the editor: the tables, the saved queries, the history. */
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined'
import { Box, Button, Tab as MuiTab, Stack, Tabs } from '@mui/material'
import { useState } from 'react'
import { useStore } from 'react-admin'
import { Link } from 'react-router'
import { useSay, type Words } from '../language/say.ts'
import { snapshotFile } from './ask.ts'
import { History } from './runs/History.tsx'
import { QueryList } from './saved/QueryList.tsx'
import type { SavedQuery } from './saved/query.ts'
import { SchemaTree } from './schema/SchemaTree.tsx'

const panes = ['tables', 'queries', 'history'] as const
const paneLabels: Readonly<Record<(typeof panes)[number], Words>> = {
  tables: ['表', 'Tables'],
  queries: ['查询', 'Queries'],
  history: ['历史', 'History'],
}

interface Props {
  readonly mayExport: boolean
  onInsert(text: string): void
  onOpen(sql: string, name: string, run?: boolean): void
  onOpenQuery(query: SavedQuery): void
  onCopyQuery(query: SavedQuery): void
}

export function SidePanel({ mayExport, onInsert, onOpen, onOpenQuery, onCopyQuery }: Props) {
  const say = useSay()
  const [pane, setPane] = useStore<(typeof panes)[number]>('workbench.pane', 'tables')
  const [seen, setSeen] = useState(0)
  return (
    <Stack sx={{ height: '100%', minHeight: 0 }}>
      <Tabs
        value={pane}
        onChange={(_, next) => {
          setPane(next)
          setSeen(seen + 1)
        }}
        variant="fullWidth"
        aria-label={say(['资料', 'Material'])}
        sx={{ minHeight: 36, borderBottom: 1, borderColor: 'divider', '& .MuiTab-root': { minHeight: 36, py: 0, minWidth: 0 } }}
      >
        {panes.map((each) => (
          <MuiTab key={each} value={each} label={say(paneLabels[each])} id={`side-${each}`} aria-controls="side-pane" />
        ))}
      </Tabs>
      <Box id="side-pane" role="tabpanel" aria-labelledby={`side-${pane}`} sx={{ flex: 1, minHeight: 0 }}>
        {pane === 'tables' ? <SchemaTree onInsert={onInsert} onOpen={onOpen} /> : null}
        {pane === 'queries' ? <QueryList onOpen={onOpenQuery} onCopy={onCopyQuery} /> : null}
        {pane === 'history' ? <History key={seen} onOpen={(sql, run) => onOpen(sql, say(['历史', 'History']), run)} /> : null}
      </Box>
      {pane === 'tables' ? (
        <Stack direction="row" sx={{ borderTop: 1, borderColor: 'divider', px: 0.5, py: 0.25, justifyContent: 'space-between' }}>
          <Button size="small" component={Link} to="/warehouse">
            {say(['说明与示例', 'Guide and examples'])}
          </Button>
          {mayExport ? (
            <Button
              size="small"
              startIcon={<FileDownloadOutlinedIcon />}
              href={snapshotFile}
              download
              title={say(['下载我能看到的全部数据（DuckDB 文件）', 'Download all the data I may see (a DuckDB file)'])}
            >
              .duckdb
            </Button>
          ) : null}
        </Stack>
      ) : null}
    </Stack>
  )
}
