/** Creating and editing a record of any register. */
import { Alert, Box, Button, Paper, Stack, Typography } from '@mui/material'
import { useMemo, useRef, useState } from 'react'
import { CreateBase, EditBase, Form, type RaRecord, ResourceContextProvider, Title, useNotify, useRecordContext } from 'react-admin'
import { type FieldValues, type SubmitHandler, useFormState } from 'react-hook-form'
import { useNavigate } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { HttpFault } from '../http.ts'
import { useSay } from '../language/say.ts'
import { newOne } from '../language/singular.ts'
import { useSaveKey } from '../layout/keys.ts'
import { PageLoading } from '../layout/PageLoading.tsx'
import { Conflict } from './Conflict.tsx'
import { type PanelRecord, titleOf, useCatalog, useDescription, whole } from './catalog.ts'
import { defaultsOf } from './defaults.ts'
import { ErrorSummary } from './ErrorSummary.tsx'
import { FormSections } from './FormSections.tsx'
import { lineFaults } from './lineFaults.ts'
import { useNewer } from './newest.ts'
import { useSave } from './useSave.ts'

export function RegisterCreate() {
  const description = useDescription()
  const say = useSay()
  const { user } = useCatalog()
  const defaults = useMemo(() => defaultsOf(description, user), [description, user])
  return (
    <CreateBase key={description.name} redirect={false}>
      <Title title={say(newOne(description.label))} />
      <RecordForm description={description} defaults={defaults} />
    </CreateBase>
  )
}

export function RegisterEdit() {
  const description = useDescription()
  return (
    <EditBase
      key={description.name}
      mutationMode="pessimistic"
      redirect={false}
      queryOptions={{ meta: whole }}
      mutationOptions={{ meta: whole }}
    >
      <EditForm description={description} />
    </EditBase>
  )
}

function EditForm({ description }: { description: Description }) {
  const record = useRecordContext<PanelRecord>()
  if (!record) return <PageLoading />
  return <RecordForm key={record.id} description={description} record={record} />
}

interface RecordFormProps {
  readonly description: Description
  readonly record?: PanelRecord
  readonly defaults?: Readonly<Record<string, unknown>>
}

interface Refused {
  readonly mine: Readonly<Record<string, unknown>>
  readonly theirs: PanelRecord
}

function RecordForm({ description, record, defaults }: RecordFormProps) {
  const say = useSay()
  const notify = useNotify()
  const navigate = useNavigate()
  const [message, setMessage] = useState<string>()
  const [conflict, setConflict] = useState<Refused>()
  const another = useRef(false)
  const [formKey, setFormKey] = useState(0)
  const { save: write } = useSave(description.name)

  const save = async (values: Readonly<Record<string, unknown>>): Promise<Record<string, string> | undefined> => {
    setMessage(undefined)
    const faults = Object.entries(lineFaults(description.fields, values))
    if (faults.length > 0) return Object.fromEntries(faults.map(([path, words]) => [path, say(words)]))
    try {
      const saved = await write(values, record)
      notify(record ? say(['已保存', 'Saved']) : say(['已新建', 'Created']), { type: 'success' })
      if (another.current) setFormKey(formKey + 1)
      // The form must be clean before leaving, or the guard of unsaved changes would ask.
      else setTimeout(() => navigate(`/${description.name}/${saved.id}/show`), 0)
      return undefined
    } catch (error) {
      return refused(error, values)
    }
  }
  const refused = (error: unknown, values: Readonly<Record<string, unknown>>): Record<string, string> => {
    const body = error instanceof HttpFault ? error.body : {}
    if (error instanceof HttpFault && error.status === 409 && body.current) {
      setConflict({ mine: values, theirs: body.current as PanelRecord })
      return { 'root.conflict': error.message }
    }
    setMessage(error instanceof Error ? error.message : String(error))
    const entries = Object.entries(body.errors ?? {})
    const known = entries.filter(([path]) => description.fields[path.split('.')[0] ?? '']?.writable)
    const foreign = entries.filter((entry) => !known.includes(entry))
    if (foreign.length > 0) setMessage(foreign.map(([, text]) => text).join(' '))
    return known.length > 0 ? Object.fromEntries(known) : { 'root.refused': 'refused' }
  }

  const title = record ? say(['编辑 {title}', 'Edit {title}'], { title: titleOf(description, record) }) : say(newOne(description.label))
  return (
    <ResourceContextProvider value={description.name}>
      {record ? <Title title={title} /> : null}
      <Form
        key={formKey}
        {...(record ? { record: record as RaRecord } : { defaultValues: defaults ?? {} })}
        onSubmit={save as SubmitHandler<FieldValues>}
        warnWhenUnsavedChanges
        // No page lies inside a form; by the form's own address /customers/12 would, as it begins like /customers/1.
        formRootPathname="none"
        disableInvalidFormNotification
        noValidate
        id="record-form"
      >
        <Stack spacing={2} sx={{ maxWidth: 1080 }}>
          <Typography component="h1" variant="h1">
            {title}
          </Typography>
          {record?._may?.update === false ? (
            <Typography color="warning">{say(['此记录目前不能修改。', 'This record cannot be changed at present.'])}</Typography>
          ) : null}
          {record ? <NewerVersion description={description} record={record} /> : null}
          <ErrorSummary description={description} message={message} />
          <FormSections description={description} />
          <SaveBar
            onAnother={
              record
                ? undefined
                : () => {
                    another.current = true
                  }
            }
            onOne={() => {
              another.current = false
            }}
          />
        </Stack>
        {conflict && record ? (
          <Conflict
            description={description}
            base={record}
            mine={conflict.mine}
            theirs={conflict.theirs}
            onClose={() => setConflict(undefined)}
          />
        ) : null}
      </Form>
    </ResourceContextProvider>
  )
}

/** Somebody saved the record meanwhile: said beside what is being written, which stays as it is. */
function NewerVersion({ description, record }: { description: Description; record: PanelRecord }) {
  const say = useSay()
  const newer = useNewer(description.name, record)
  if (!newer) return null
  return (
    <Alert severity="warning">
      {say(
        [
          '已有新版本：{who}刚保存过此记录。您填写的内容还在，保存时可逐项比较。',
          'There is a newer version: {who} just saved this record. What you entered stays; saving lets you compare field by field.',
        ],
        { who: newer._labels.updatedBy ?? say(['他人', 'somebody']) },
      )}
    </Alert>
  )
}

function SaveBar({ onAnother, onOne }: { onAnother: (() => void) | undefined; onOne(): void }) {
  const say = useSay()
  const navigate = useNavigate()
  const { isSubmitting } = useFormState()
  useSaveKey(() => {
    onOne()
    const form = document.getElementById('record-form')
    if (form instanceof HTMLFormElement) form.requestSubmit()
  })
  return (
    <Paper variant="outlined" sx={{ position: 'sticky', bottom: { xs: 64, md: 12 }, p: 1.25, zIndex: 5 }}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
        <Button type="submit" variant="contained" loading={isSubmitting} onClick={onOne}>
          {say(['保存', 'Save'])}
        </Button>
        {onAnother ? (
          <Button type="submit" disabled={isSubmitting} onClick={onAnother}>
            {say(['保存并再建一条', 'Save and add another'])}
          </Button>
        ) : null}
        <Button color="inherit" onClick={() => navigate(-1)}>
          {say(['取消', 'Cancel'])}
        </Button>
        <Box sx={{ flex: 1 }} />
        <Typography variant="caption" color="textSecondary" sx={{ display: { xs: 'none', md: 'block' } }}>
          {say(['* 为必填 · Ctrl / ⌘ + S 保存', '* required · Ctrl / ⌘ + S saves'])}
        </Typography>
      </Stack>
    </Paper>
  )
}
