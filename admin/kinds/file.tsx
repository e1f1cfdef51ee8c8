/** Attachments in the panel: uploaded as soon as they are chosen or dropped, so that saving only names them. */
import AttachFileIcon from '@mui/icons-material/AttachFile'
import CloseIcon from '@mui/icons-material/Close'
import { Box, Button, FormHelperText, IconButton, LinearProgress, Link, Stack, Typography } from '@mui/material'
import { type DragEvent, useRef, useState } from 'react'
import type { FileField } from '../../server/definition/types.ts'
import { call } from '../http.ts'
import { useSay } from '../language/say.ts'
import type { CellProps, FilterProps, InputProps } from './kind.ts'

export interface Attachment {
  readonly id: string | number
  readonly name: string
  readonly size: number
  readonly type: string
}

export const attachments = (value: unknown): readonly Attachment[] => (Array.isArray(value) ? (value as readonly Attachment[]) : [])

/** `1234567` bytes → `1.2 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const units = ['KB', 'MB', 'GB']
  let size = bytes / 1024
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  return `${size.toFixed(size < 10 ? 1 : 0)} ${units[unit]}`
}

const shownInline = (type: string) => type.startsWith('image/') || type === 'application/pdf'

export function FileLink({ file }: { file: Attachment }) {
  return (
    <Link
      href={`/api/files/${file.id}${shownInline(file.type) ? '?inline=1' : ''}`}
      {...(shownInline(file.type) ? { target: '_blank', rel: 'noopener' } : {})}
      onClick={(event) => event.stopPropagation()}
    >
      {file.name}
    </Link>
  )
}

export function Input({ field, value, onChange, onBlur, ...props }: InputProps<FileField>) {
  const say = useSay()
  const picker = useRef<HTMLInputElement>(null)
  const [running, setRunning] = useState(0)
  const [fault, setFault] = useState<string>()
  const files = attachments(value)
  const latest = useRef(files)
  latest.current = files
  const limit = field.max ?? 20

  const upload = async (chosen: readonly File[]) => {
    setFault(undefined)
    if (files.length + chosen.length > limit) {
      setFault(say(['至多 {limit} 个文件', 'At most {limit} files'], { limit }))
      return
    }
    setRunning((count) => count + chosen.length)
    for (const file of chosen) {
      const form = new FormData()
      form.append('file', file)
      try {
        const kept = await call<Attachment>('POST', '/api/files', form)
        latest.current = [...latest.current, kept]
        onChange(latest.current)
      } catch (error) {
        setFault(`${file.name}: ${error instanceof Error ? error.message : String(error)}`)
      } finally {
        setRunning((count) => count - 1)
      }
    }
    onBlur?.()
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    void upload([...event.dataTransfer.files])
  }

  const problem = fault ?? props.error
  return (
    <Box
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
      sx={{ border: 1, borderStyle: 'dashed', borderColor: problem ? 'error.main' : 'divider', borderRadius: 1, px: 1.5, py: 1 }}
    >
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="body2" color="textSecondary">
          {props.label}
          {props.required ? ' *' : ''}
        </Typography>
        <Button
          id={props.id}
          size="small"
          startIcon={<AttachFileIcon />}
          onClick={() => picker.current?.click()}
          disabled={Boolean(props.disabled)}
        >
          {say(['选择文件', 'Choose files'])}
        </Button>
        <Typography variant="caption" color="textSecondary">
          {say(['或拖到这里', 'or drop them here'])}
        </Typography>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={props.label}
          onChange={(event) => {
            void upload([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </Stack>
      {files.map((file) => (
        <Stack key={file.id} direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <FileLink file={file} />
          <Typography variant="caption" color="textSecondary">
            {fileSize(file.size)}
          </Typography>
          <IconButton
            size="small"
            aria-label={say(['移除 {name}', 'Remove {name}'], { name: file.name })}
            onClick={() => onChange(files.filter(({ id }) => id !== file.id))}
          >
            <CloseIcon fontSize="inherit" />
          </IconButton>
        </Stack>
      ))}
      {running > 0 ? <LinearProgress aria-label={say(['正在上传', 'Uploading'])} sx={{ my: 0.5 }} /> : null}
      {problem || props.help ? <FormHelperText error={Boolean(problem)}>{problem ?? props.help}</FormHelperText> : null}
    </Box>
  )
}

export function Cell({ value, full }: CellProps<FileField>) {
  const say = useSay()
  const files = attachments(value)
  if (files.length === 0) return <>—</>
  if (!full && files.length > 1) return <>{say(['{count} 个文件', '{count} files'], { count: files.length })}</>
  return (
    <Stack>
      {files.map((file) => (
        <span key={file.id}>
          <FileLink file={file} />
          {full ? (
            <Typography component="span" variant="caption" color="textSecondary">
              {' '}
              {fileSize(file.size)}
            </Typography>
          ) : null}
        </span>
      ))}
    </Stack>
  )
}

/** Only whether there are any. */
export const Filter = (_: FilterProps<FileField>) => null
export const wide = true
export const unsortable = true
