/** The list of any register: what it is, filters and views, the rows, and what can be done with those selected. */
import AddIcon from '@mui/icons-material/Add'
import DeleteSweepIcon from '@mui/icons-material/DeleteSweep'
import UploadFileIcon from '@mui/icons-material/UploadFile'
import { Alert, Box, Button, Card, IconButton, Stack, Tooltip, Typography, useMediaQuery } from '@mui/material'
import type { Theme } from '@mui/material/styles'
import { useRef } from 'react'
import { ColumnsButton, ListBase, Pagination, Title, useListContext } from 'react-admin'
import { Link, useLocation, useNavigate } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { groupDigits } from '../kinds/figures.ts'
import { useSay } from '../language/say.ts'
import { useKeys } from '../layout/keys.ts'
import { PageLoading } from '../layout/PageLoading.tsx'
import { useCatalog, useDescription } from './catalog.ts'
import { isFiltered, type ListFilter, listPath } from './conditions.ts'
import { EmptyList } from './EmptyList.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { Filters } from './Filters.tsx'
import { importPath } from './import/importing.ts'
import { ListCards } from './ListCards.tsx'
import { ListTable } from './ListTable.tsx'
import { usePinnedView } from './pinnedView.ts'
import { RecycleBinNote } from './RecycleBin.tsx'
import { SavedViews } from './SavedViews.tsx'

export function RegisterList() {
  const description = useDescription()
  const { user } = useCatalog()
  const [pinned] = usePinnedView(description.name)
  // The recycle bin keeps its own filters, or the list would still be the bin when one comes back to it.
  const bin = new URLSearchParams(useLocation().search).get('filter')?.includes('"$deleted":true') ? '.bin' : ''
  const [field, order] = pinned?.sort ?? description.sort
  return (
    <ListBase
      key={description.name + bin}
      sort={{ field, order }}
      perPage={25}
      {...(pinned ? { filterDefaultValues: pinned.filter } : {})}
      storeKey={`${user.id}.${description.name}.listParams${bin}`}
      queryOptions={{ refetchOnWindowFocus: true }}
    >
      <Title title={<TitleText description={description} />} />
      <ListPage description={description} />
    </ListBase>
  )
}

function TitleText({ description }: { description: Description }) {
  const say = useSay()
  return <>{say(description.label)}</>
}

function ListPage({ description }: { description: Description }) {
  const say = useSay()
  const navigate = useNavigate()
  const searchBox = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const phone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const { total, isPending, error, refetch, filterValues } = useListContext()
  const filter = filterValues as ListFilter
  const bin = filter.$deleted === true
  const asOf = new URLSearchParams(useLocation().search).get('asOf')
  useKeys({
    '/': () => searchBox.current?.focus(),
    ...(description.may.create && !bin ? { n: () => navigate(`/${description.name}/create`) } : {}),
    ArrowDown: () => moveFocus(list.current, 1),
    ArrowUp: () => moveFocus(list.current, -1),
  })
  return (
    <Stack spacing={1.5}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography component="h1" variant="h1">
          {bin ? say(['{label} · 回收站', '{label} · recycle bin'], { label: say(description.label) }) : say(description.label)}
        </Typography>
        {total === undefined ? null : (
          <Typography color="textSecondary" aria-live="polite">
            {say(['共 {total} 条', '{total} in all'], { total: groupDigits(String(total)) })}
          </Typography>
        )}
        <Box sx={{ flex: 1 }} />
        {bin ? null : (
          <>
            <SavedViews description={description} />
            {phone ? null : <ColumnsButton color="inherit" />}
            {description.may.export ? <ExportMenu description={description} /> : null}
            {description.may.import ? (
              <Button size="small" color="inherit" component={Link} to={importPath(description.name)} startIcon={<UploadFileIcon />}>
                {say(['导入', 'Import'])}
              </Button>
            ) : null}
            {description.may.remove ? (
              <Tooltip title={say(['回收站', 'Recycle bin'])}>
                <IconButton
                  size="small"
                  component={Link}
                  to={listPath(description.name, { $deleted: true } as never)}
                  aria-label={say(['回收站', 'Recycle bin'])}
                >
                  <DeleteSweepIcon fontSize="small" />
                </IconButton>
              </Tooltip>
            ) : null}
            {description.may.create ? (
              <Button variant="contained" size="small" component={Link} to={`/${description.name}/create`} startIcon={<AddIcon />}>
                {say(['新建', 'New'])}
              </Button>
            ) : null}
          </>
        )}
      </Stack>
      {description.help && !phone ? (
        <Typography variant="body2" color="textSecondary" sx={{ mt: '0 !important' }}>
          {say(description.help)}
        </Typography>
      ) : null}
      {bin ? <RecycleBinNote description={description} /> : null}
      {asOf ? (
        <Alert severity="info">
          {say(
            [
              '这些是 {day} 当日数字所含的记录；表中的未清、状态等是今天的，与当日数字之和可以不同。',
              'These records made up the figure of {day}. What they show as outstanding, and their status, is of today, so the sums can differ.',
            ],
            { day: asOf },
          )}
        </Alert>
      ) : null}
      <Filters description={description} searchBox={searchBox} />
      {error ? (
        <Card sx={{ p: 2 }} role="alert">
          <Typography color="error">{error instanceof Error ? error.message : String(error)}</Typography>
          <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
            <Button size="small" onClick={() => void refetch()}>
              {say(['重试', 'Try again'])}
            </Button>
            {/* A list comes back as it was left, so an order or a filter that is refused would stay for ever. */}
            <Button size="small" component={Link} to={`${listPath(description.name, {}, description.sort)}&perPage=25`}>
              {say(['按默认条件打开', 'Open it as it comes'])}
            </Button>
          </Stack>
        </Card>
      ) : isPending ? (
        <PageLoading rows={6} />
      ) : total === 0 ? (
        <EmptyList description={description} filtered={isFiltered(filter)} bin={bin} />
      ) : (
        <Card ref={list} sx={{ overflow: 'visible' }}>
          {phone ? <ListCards description={description} bin={bin} /> : <ListTable description={description} bin={bin} />}
          <Pagination rowsPerPageOptions={[25, 50, 100]} />
        </Card>
      )}
    </Stack>
  )
}

/** Moves the focus among the titles of the rows. */
function moveFocus(list: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-row-title]') ?? [])]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = at < 0 ? (step === 1 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)
  rows[next]?.focus()
}
