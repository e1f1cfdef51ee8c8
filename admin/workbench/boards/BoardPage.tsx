/** One board: its charts in a grid, run with the rights of whoever looks; filters in the address; its owner arranges it. */
import EditOutlinedIcon from '@mui/icons-material/EditOutlined'
import PrintOutlinedIcon from '@mui/icons-material/PrintOutlined'
import { Alert, Box, Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { Title, useGetMany, useGetOne, useNotify } from 'react-admin'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { useSay } from '../../language/say.ts'
import { useCatalog, whole } from '../../registers/catalog.ts'
import { useSave } from '../../registers/useSave.ts'
import { Paper } from '../../reports/paper.tsx'
import { keeps } from '../may.ts'
import { restored } from '../parameters.ts'
import type { SavedQuery } from '../saved/query.ts'
import { tabOf } from '../saved/query.ts'
import { useTabs } from '../useTabs.ts'
import { BoardDialog } from './BoardDialog.tsx'
import { BoardFilters } from './BoardFilters.tsx'
import { BoardGrid } from './BoardGrid.tsx'
import { BoardLoading } from './BoardLoading.tsx'
import BoardsPage from './BoardsPage.tsx'
import { asking, type Board, filtersOf, fromAddress, inOrder, numbered, type Tile } from './board.ts'

export default function BoardPage() {
  const { id = '' } = useParams()
  return /^\d+$/.test(id) ? <OneBoard id={Number(id)} /> : <BoardsPage />
}

function OneBoard({ id }: { id: number }) {
  const say = useSay()
  const notify = useNotify()
  const navigate = useNavigate()
  const { store } = useTabs()
  const catalog = useCatalog()
  const [address] = useSearchParams()
  const { data: board, error, refetch } = useGetOne<Board>('boards', { id, meta: whole })
  const [arranged, setArranged] = useState<readonly Tile[]>()
  const [settings, setSettings] = useState(false)
  const [round, setRound] = useState(0)
  const tiles = arranged ?? inOrder(board?.charts ?? [])
  const ids = [...new Set(tiles.map(({ query }) => query))]
  const { data: found = [], isLoading } = useGetMany<SavedQuery>('queries', { ids, meta: whole }, { enabled: ids.length > 0 })
  const { save: write, saving } = useSave<Board>('boards')
  if (error) return <Alert severity="error">{error instanceof Error ? error.message : String(error)}</Alert>
  if (!board) return <BoardLoading />
  const filters = filtersOf(found.filter(Boolean), board.filters)
  const values = { ...restored(filters), ...fromAddress(filters, address) }
  const missing = new Set(found.filter(Boolean).flatMap((query) => asking(query, values).missing))
  const mayEdit = board._may?.update === true && keeps(catalog, board)
  const save = async (charts: readonly Tile[]) => {
    try {
      await write({ charts: numbered(charts) }, board)
      setArranged(undefined)
      void refetch()
    } catch (failed) {
      notify(failed instanceof Error ? failed.message : String(failed), { type: 'error' })
    }
  }
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Title title={board.name} />
      <Paper wide />
      <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 200 }}>
          <Typography variant="h1">{board.name}</Typography>
          {board.description ? (
            <Typography variant="body2" color="text.secondary">
              {board.description}
            </Typography>
          ) : null}
        </Box>
        <Stack direction="row" className="no-print" sx={{ gap: 1, flexWrap: 'wrap' }}>
          {arranged ? (
            <>
              <Button size="small" onClick={() => setArranged(undefined)}>
                {say(['放弃', 'Discard'])}
              </Button>
              <Button size="small" variant="contained" loading={saving} onClick={() => void save(arranged)}>
                {say(['保存布局', 'Save the layout'])}
              </Button>
            </>
          ) : (
            <>
              <Button size="small" component={Link} to="/boards">
                {say(['全部看板', 'All boards'])}
              </Button>
              {mayEdit ? (
                <>
                  <Button size="small" onClick={() => setSettings(true)}>
                    {say(['名称与共享', 'Name and sharing'])}
                  </Button>
                  <Button size="small" startIcon={<EditOutlinedIcon />} disabled={tiles.length === 0} onClick={() => setArranged(tiles)}>
                    {say(['调整布局', 'Arrange'])}
                  </Button>
                </>
              ) : null}
              <Button size="small" startIcon={<PrintOutlinedIcon />} onClick={() => window.print()}>
                {say(['打印', 'Print'])}
              </Button>
            </>
          )}
        </Stack>
      </Stack>
      <BoardFilters
        filters={filters}
        values={values}
        missing={missing}
        refresh={board.refresh ?? 0}
        onRefresh={() => setRound(round + 1)}
      />
      {tiles.length === 0 ? (
        <Typography color="text.secondary">
          {say([
            '看板上还没有图。在“数据分析”里画好图，按“钉到看板”。',
            'Nothing on the board yet. Draw a chart in “Data analysis” and pin it.',
          ])}{' '}
          <Link to="/workbench">{say(['打开数据分析', 'Open data analysis'])}</Link>
        </Typography>
      ) : null}
      <BoardGrid
        board={id}
        tiles={tiles}
        queries={isLoading ? undefined : found.filter(Boolean)}
        values={values}
        refresh={board.refresh ?? 0}
        round={round}
        onArrange={arranged ? setArranged : undefined}
        onOpen={(opened, tile) => {
          store.add({ ...tabOf(opened), parameters: { ...restored(opened.parameters), ...values }, chart: tile.chart ?? opened.chart })
          navigate('/workbench')
        }}
      />
      {settings ? (
        <BoardDialog
          board={board}
          onClose={() => setSettings(false)}
          onRemoved={() => {
            notify(say(['看板已放入回收站', 'The board is in the recycle bin']), { type: 'success' })
            navigate('/boards')
          }}
          onSaved={() => {
            setSettings(false)
            void refetch()
          }}
        />
      ) : null}
    </Stack>
  )
}
