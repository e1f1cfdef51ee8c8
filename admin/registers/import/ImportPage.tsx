/** Bringing in a file, step by step: choose it, say what goes where, look at what would happen, let it run. */
import { Box, Card, Stack, Step, StepLabel, Stepper, Typography } from '@mui/material'
import { useState } from 'react'
import { Title } from 'react-admin'
import { useSearchParams } from 'react-router'
import { useSay } from '../../language/say.ts'
import { ChooseFile } from './ChooseFile.tsx'
import type { Preview, Upload } from './importing.ts'
import { MapColumns } from './MapColumns.tsx'
import { PreviewRows } from './PreviewRows.tsx'
import { RunImport } from './RunImport.tsx'

export default function ImportPage() {
  const say = useSay()
  const [search, setSearch] = useSearchParams()
  const [upload, setUpload] = useState<Upload>()
  const [preview, setPreview] = useState<Preview>()
  // A running import is in the address: leaving the page and coming back finds it again.
  const running = search.get('job')
  const step = running ? 3 : preview ? 2 : upload ? 1 : 0
  const steps = [
    say(['选择文件', 'Choose a file']),
    say(['对应字段', 'Say what goes where']),
    say(['预览', 'Preview']),
    say(['导入', 'Import']),
  ]
  const title = say(['导入数据', 'Import data'])
  const startAgain = () => {
    setUpload(undefined)
    setPreview(undefined)
    setSearch({}, { replace: true })
  }
  return (
    <Stack spacing={2} sx={{ maxWidth: 1240 }}>
      <Title title={title} />
      <Typography component="h1" variant="h1">
        {title}
      </Typography>
      <Stepper activeStep={step} sx={{ overflowX: 'auto', py: 0.5 }}>
        {steps.map((label) => (
          <Step key={label}>
            <StepLabel>{label}</StepLabel>
          </Step>
        ))}
      </Stepper>
      <Card sx={{ p: 2 }}>
        {running ? (
          <RunImport id={Number(running)} onAgain={startAgain} />
        ) : upload && preview ? (
          <PreviewRows
            upload={upload}
            preview={preview}
            onBack={() => setPreview(undefined)}
            onRun={() => setSearch({ job: String(upload.id) }, { replace: true })}
          />
        ) : upload ? (
          <MapColumns
            upload={upload}
            onBack={startAgain}
            onPreview={(changed, found) => {
              setUpload(changed)
              setPreview(found)
            }}
          />
        ) : (
          <ChooseFile asked={search.get('register')} onUploaded={setUpload} />
        )}
      </Card>
      <Box />
    </Stack>
  )
}
