/** Enters the holidays of a year by pasting the State Council's notice: read, shown day by day, then kept. */
import { Alert, Box, Button, Chip, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import type { Notice } from '../../../server/calendar/notice.ts'
import { call } from '../../http.ts'
import { companyToday } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, useCatalog } from '../../registers/catalog.ts'
import { sentencesOf } from '../../registers/faults.ts'
import { useWorkDone } from '../../work/useWork.ts'

export default function HolidayNotice({ record }: { record: PanelRecord }) {
  const say = useSay()
  const { byName } = useCatalog()
  const [open, setOpen] = useState(false)
  if (!byName.get('calendarDays')?.may.create || record.kind !== 'workdays') return null
  return (
    <>
      <Button size="small" variant="contained" onClick={() => setOpen(true)}>
        {say(['录入放假通知', 'Enter a holiday notice'])}
      </Button>
      {open ? <NoticeDialog calendar={record.id} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function NoticeDialog({ calendar, onClose }: { calendar: number; onClose(): void }) {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const done = useWorkDone()
  const [year, setYear] = useState(String(Number(companyToday().slice(0, 4)) + 1))
  const [text, setText] = useState('')
  const [notice, setNotice] = useState<Notice>()
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setFault(undefined)
    try {
      await work()
    } catch (error) {
      setFault(sentencesOf(error).join(' '))
    }
    setBusy(false)
  }
  const read = () => attempt(async () => setNotice(await call<Notice>('POST', '/api/calendars/notice', { year: Number(year), text })))
  const keep = () =>
    attempt(async () => {
      const { entered } = await call<{ entered: number }>('POST', `/api/calendars/${calendar}/notice`, { year: Number(year), text })
      notify(say(['已录入 {count} 天', '{count} days entered'], { count: entered }), { type: 'success' })
      done()
      refresh()
      onClose()
    })

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="notice-title">
      <DialogTitle id="notice-title">{say(['录入放假通知', 'Enter a holiday notice'])}</DialogTitle>
      <DialogContent>
        {fault ? (
          <Alert severity="error" sx={{ mb: 1 }}>
            {fault}
          </Alert>
        ) : null}
        <TextField
          label={say(['年份', 'Year'])}
          value={year}
          onChange={(event) => setYear(event.target.value)}
          margin="dense"
          sx={{ width: 120 }}
        />
        <TextField
          label={say(['粘贴国务院办公厅通知中的放假安排', "Paste the arrangement from the State Council's notice"])}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setNotice(undefined)
          }}
          fullWidth
          multiline
          minRows={6}
          margin="dense"
          placeholder={say(['一、元旦：1月1日（周五）至3日（周日）放假，共3天。…', 'The notice as published, in Chinese'])}
        />
        {notice ? <Preview notice={notice} /> : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        {notice && notice.days.length > 0 ? (
          <Button variant="contained" loading={busy} onClick={() => void keep()}>
            {say(['录入这 {count} 天', 'Enter these {count} days'], { count: notice.days.length })}
          </Button>
        ) : (
          <Button variant="contained" loading={busy} disabled={text.trim() === ''} onClick={() => void read()}>
            {say(['识读', 'Read it'])}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}

function Preview({ notice: { days, unread } }: { notice: Notice }) {
  const say = useSay()
  const rest = days.filter(({ kind }) => kind === 'holiday').length
  return (
    <Box sx={{ mt: 1 }}>
      {unread.map((line) => (
        <Alert key={line} severity="warning" sx={{ mb: 1 }}>
          {say(['这句没有读懂，请在“节假日与调休”中手工补录：', 'This sentence was not understood; enter its days by hand: '])}
          {line}
        </Alert>
      ))}
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {say(['放假 {rest} 天，调休上班 {work} 天', '{rest} days of rest, {work} make-up days'], { rest, work: days.length - rest })}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {days.map(({ date, kind, name }) => (
          <Chip
            key={date}
            size="small"
            color={kind === 'holiday' ? 'success' : 'warning'}
            variant="outlined"
            label={`${date} ${name} ${kind === 'holiday' ? say(['休', 'rest']) : say(['班', 'work'])}`}
          />
        ))}
      </Box>
    </Box>
  )
}
