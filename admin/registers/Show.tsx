/** The page of one record of any register: what it is and how it stands, what can be done with it, and everything around it in tabs. */
import { Box, Card, Stack, Tab, Tabs } from '@mui/material'
import { type ComponentType, type ReactNode, Suspense } from 'react'
import { ShowBase, Title, useRecordContext } from 'react-admin'
import { useSearchParams } from 'react-router'
import { attachments } from '../kinds/file.tsx'
import { useSay, type Words } from '../language/say.ts'
import { PageLoading } from '../layout/PageLoading.tsx'
import { recordActions } from '../screens/index.ts'
import { Attachments, fileFields } from './Attachments.tsx'
import { type PanelRecord, titleOf, useCatalog, useDescription, whole } from './catalog.ts'
import { Details } from './Details.tsx'
import { History } from './History.tsx'
import { useFollow } from './newest.ts'
import { RecordHeader } from './RecordHeader.tsx'
import { hasRules, RecordRules } from './RecordRules.tsx'
import { Related, relatedOf } from './Related.tsx'

export function RegisterShow() {
  const description = useDescription()
  return (
    <ShowBase key={description.name} queryOptions={{ meta: whole }}>
      <RecordPage />
    </ShowBase>
  )
}

/** A hand-made tab after the first one. */
export interface RecordTab {
  readonly key: string
  readonly label: Words
  readonly Page: ComponentType<{ record: PanelRecord }>
}

interface RecordPageProps {
  /** A hand-made first tab, before the generic ones. */
  readonly Overview?: ComponentType<{ record: PanelRecord }>
  readonly more?: readonly RecordTab[]
  readonly actions?: (record: PanelRecord) => ReactNode
  readonly facts?: (record: PanelRecord) => ReactNode
}

export function RecordPage(props: RecordPageProps) {
  const record = useRecordContext<PanelRecord>()
  return record ? <Page {...props} record={record} /> : <PageLoading />
}

function Page({ record, Overview, more = [], actions, facts }: RecordPageProps & { record: PanelRecord }) {
  const say = useSay()
  const catalog = useCatalog()
  const description = useDescription()
  const [search, setSearch] = useSearchParams()
  useFollow(description.name, record)
  const related = relatedOf(catalog, description)
  const files = fileFields(description)
  const fileCount = files.reduce((count, name) => count + attachments(record[name]).length, 0)
  const tabs = [
    ...(Overview ? [{ key: 'overview', label: say(['一览', 'At a glance']) }] : []),
    ...more.map(({ key, label }) => ({ key, label: say(label) })),
    { key: 'details', label: say(['概况', 'Details']) },
    ...(related.length > 0 ? [{ key: 'related', label: say(['相关', 'Related']) }] : []),
    ...(files.length > 0 ? [{ key: 'files', label: say(['附件 {count}', 'Files {count}'], { count: fileCount || '' }).trim() }] : []),
    ...(hasRules(description, record) ? [{ key: 'rules', label: say(['规则', 'Rules']) }] : []),
    { key: 'history', label: say(['历史', 'History']) },
  ]
  const first = Overview ? 'overview' : 'details'
  const asked = search.get('tab') ?? first
  const tab = tabs.some(({ key }) => key === asked) ? asked : first
  const Actions = recordActions[description.name]
  return (
    <Stack spacing={1.5} sx={{ maxWidth: Overview ? 1600 : 1240 }}>
      <Title title={titleOf(description, record)} />
      <RecordHeader
        description={description}
        record={record}
        actions={
          <>
            {actions?.(record)}
            {Actions ? <Actions record={record} /> : null}
          </>
        }
        facts={facts?.(record)}
      />
      <Box sx={{ borderBottom: 1, borderColor: 'divider' }}>
        <Tabs
          value={tab}
          onChange={(_, key: string) => setSearch(key === first ? {} : { tab: key }, { replace: true })}
          variant="scrollable"
          allowScrollButtonsMobile
        >
          {tabs.map(({ key, label }) => (
            <Tab key={key} value={key} label={label} id={`tab-${key}`} aria-controls={`panel-${key}`} />
          ))}
        </Tabs>
      </Box>
      <Box role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
        {tab === 'overview' && Overview ? <Overview record={record} /> : null}
        {more.map(({ key, Page: Tabbed }) =>
          tab === key ? (
            <Suspense key={key} fallback={<PageLoading />}>
              <Tabbed record={record} />
            </Suspense>
          ) : null,
        )}
        {tab === 'details' ? <Details description={description} record={record} /> : null}
        {tab === 'related' ? <Related description={description} record={record} /> : null}
        {tab === 'files' ? (
          <Card sx={{ p: 2 }}>
            <Attachments description={description} record={record} />
          </Card>
        ) : null}
        {tab === 'rules' ? <RecordRules description={description} record={record} /> : null}
        {tab === 'history' ? <History description={description} record={record} /> : null}
      </Box>
    </Stack>
  )
}
