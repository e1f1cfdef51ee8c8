/** 数据看板: the boards one may see, one's own first. */
import AddIcon from '@mui/icons-material/Add'
import { Alert, Button, Card, CardActionArea, Skeleton, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { Title } from 'react-admin'
import { Link, useLocation, useNavigate } from 'react-router'
import { companyTime } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { Bin } from './Bin.tsx'
import { BoardDialog } from './BoardDialog.tsx'
import { useBoards } from './useBoards.ts'

export default function BoardsPage() {
  const say = useSay()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { user, byName } = useCatalog()
  const { data = [], error, isLoading, refetch } = useBoards()
  const [bin, setBin] = useState(false)
  const [making, setMaking] = useState(pathname.endsWith('/create'))
  const mayMake = byName.get('boards')?.may.create === true
  const sorted = [...data].sort((a, b) => Number(b.owner === user.id) - Number(a.owner === user.id))
  const title = say(['数据看板', 'Dashboards'])
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Title title={title} />
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1 }}>
        <Typography variant="h1" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {mayMake ? (
          <Button size="small" aria-pressed={bin} onClick={() => setBin(!bin)}>
            {say(['回收站', 'Recycle bin'])}
          </Button>
        ) : null}
        {mayMake ? (
          <Button variant="contained" size="small" startIcon={<AddIcon />} onClick={() => setMaking(true)}>
            {say(['新建看板', 'New board'])}
          </Button>
        ) : null}
      </Stack>
      {error ? <Alert severity="error">{error instanceof Error ? error.message : String(error)}</Alert> : null}
      {!isLoading && !error && data.length === 0 ? (
        <Typography color="text.secondary">
          {say([
            '还没有看板。在“数据分析”里画好图，按“钉到看板”，图就放到这里；可以共享给角色，各人看到的是自己权限内的数据。',
            'No boards yet. Draw a chart in “Data analysis” and pin it; share the board with a role, and each sees the data of his or her own rights.',
          ])}
        </Typography>
      ) : null}
      <Stack sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))' }}>
        {isLoading ? [...'123'].map((each) => <Skeleton key={each} variant="rounded" height={96} />) : null}
        {sorted.map((board) => (
          <Card key={board.id}>
            <CardActionArea
              component={Link}
              to={`/boards/${board.id}`}
              sx={{ p: 2, height: '100%', '&:hover': { textDecoration: 'none' } }}
            >
              <Typography variant="h2">{board.name}</Typography>
              {board.description ? (
                <Typography variant="body2" color="text.secondary">
                  {board.description}
                </Typography>
              ) : null}
              <Typography variant="caption" color="text.secondary" component="p">
                {board.owner === user.id ? say(['我的', 'Mine']) : (board._labels.owner ?? '')} ·{' '}
                {companyTime(board.updatedAt).slice(0, 16)}
              </Typography>
            </CardActionArea>
          </Card>
        ))}
      </Stack>
      {bin ? (
        <Bin
          onRecovered={() => {
            setBin(false)
            void refetch()
          }}
        />
      ) : null}
      {making ? (
        <BoardDialog
          onClose={() => setMaking(false)}
          onSaved={(board) => {
            setMaking(false)
            navigate(`/boards/${board.id}`)
          }}
        />
      ) : null}
    </Stack>
  )
}
