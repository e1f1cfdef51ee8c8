/** The first step: into which register (or by which profile), and the file. */
import UploadFileIcon from '@mui/icons-material/UploadFile'
import { Alert, Box, Button, LinearProgress, ListSubheader, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { call } from '../../http.ts'
import { useSay } from '../../language/say.ts'
import { useCatalog } from '../catalog.ts'
import { sentencesOf } from '../faults.ts'
import type { Profile, Upload } from './importing.ts'
import { PastImports } from './PastImports.tsx'

interface ChooseFileProps {
  /** The register the person came from. */
  readonly asked: string | null
  onUploaded(upload: Upload): void
}

/** `register:customers`, `profile:online-retail` or `profile:3`. */
type Choice = string

const noProfiles: readonly Profile[] = []

export function ChooseFile({ asked, onUploaded }: ChooseFileProps) {
  const say = useSay()
  const catalog = useCatalog()
  const picker = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<Choice>()
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { data: profiles = noProfiles, isFetched } = useQuery({
    queryKey: ['import-profiles'],
    queryFn: () => call<Profile[]>('GET', '/api/imports/profiles'),
  })
  // A register that one profile alone reads is offered by that profile.
  const readBy = (register: string) => profiles.find(({ alone }) => alone.includes(register))
  const registers = catalog.registers.filter(({ name, may }) => may.import && !readBy(name))
  const wanted = asked === null ? undefined : readBy(asked)
  const choice = chosen ?? (wanted ? `profile:${wanted.name}` : registers.some(({ name }) => name === asked) ? `register:${asked}` : '')
  const groups: readonly (readonly [string, readonly Profile[]])[] = [
    [say(['随产品提供的方案', 'Ready-made profiles']), profiles.filter(({ shipped }) => shipped)],
    [say(['保存的方案', 'Saved profiles']), profiles.filter(({ shipped }) => !shipped)],
  ]

  const send = async (file: File | undefined) => {
    if (!file) return
    if (!choice) {
      setFault(say(['请先选择导入到哪里。', 'Please choose first what to import into.']))
      return
    }
    setFault(undefined)
    setBusy(true)
    const [sort = '', name = ''] = choice.split(':')
    const query = new URLSearchParams({ [sort]: name })
    const form = new FormData()
    form.append('file', file)
    try {
      onUploaded(await call<Upload>('POST', `/api/imports?${query}`, form))
    } catch (error) {
      setFault(sentencesOf(error).join(' '))
    }
    setBusy(false)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    void send(event.dataTransfer.files[0])
  }
  return (
    <Stack spacing={2} sx={{ maxWidth: 640 }}>
      <TextField
        select
        size="small"
        label={say(['导入到', 'Import into'])}
        value={isFetched ? choice : ''}
        onChange={(event) => setChosen(event.target.value)}
      >
        {groups.flatMap(([title, list]) =>
          list.length === 0
            ? []
            : [
                <ListSubheader key={title}>{title}</ListSubheader>,
                ...list.map((profile) => (
                  <MenuItem key={profile.name} value={`profile:${profile.name}`}>
                    {profile.label}
                  </MenuItem>
                )),
              ],
        )}
        <ListSubheader>{say(['登记簿', 'Registers'])}</ListSubheader>
        {registers.map(({ name, label }) => (
          <MenuItem key={name} value={`register:${name}`}>
            {say(label)}
          </MenuItem>
        ))}
      </TextField>
      <Box
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
        sx={{ border: 1, borderStyle: 'dashed', borderColor: 'divider', borderRadius: 1, p: 4, textAlign: 'center' }}
      >
        <Button variant="contained" startIcon={<UploadFileIcon />} disabled={busy} onClick={() => picker.current?.click()}>
          {say(['选择文件', 'Choose a file'])}
        </Button>
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {say([
            'Excel（.xlsx）、CSV（UTF-8 或 GB18030）、.csv.gz，也可拖到这里；银行对账单另可用 MT940、CAMT.053',
            'Excel (.xlsx), CSV (UTF-8 or GB18030), .csv.gz; or drop it here. Bank statements also as MT940 or CAMT.053',
          ])}
        </Typography>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".csv,.gz,.xlsx,.txt,.tsv,.xls,.xml,.sta,.940,.mt940"
          aria-label={say(['要导入的文件', 'File to import'])}
          onChange={(event) => {
            void send(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </Box>
      {busy ? <LinearProgress aria-label={say(['正在上传并读取', 'Sending and reading'])} /> : null}
      {busy ? <Typography variant="body2">{say(['正在上传并读取…', 'Sending and reading…'])}</Typography> : null}
      {fault ? <Alert severity="error">{fault}</Alert> : null}
      <Typography variant="body2" color="textSecondary">
        {say([
          '导入前会先预览，有问题的行不会写入，并可下载改正后再导入。同一个文件导入两次不会重复。',
          'You see a preview first. Faulty rows are not written and come back as a file to correct. The same file twice changes nothing.',
        ])}
      </Typography>
      <PastImports />
    </Stack>
  )
}
