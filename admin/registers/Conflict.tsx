/** Somebody else saved the record meanwhile: both versions side by side, field by field, and nothing is lost. */
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Radio,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { useFormContext } from 'react-hook-form'
import { useNavigate } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { type PanelRecord, titleOf } from './catalog.ts'
import { Unknown } from './Shown.tsx'
import { useSave } from './useSave.ts'

type Values = Readonly<Record<string, unknown>>

interface ConflictProps {
  readonly description: Description
  /** As it was when I began. */
  readonly base: PanelRecord
  readonly mine: Values
  readonly theirs: PanelRecord
  onClose(): void
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Fields on which the two versions differ because somebody touched them. */
export function disputed(description: Description, base: Values, mine: Values, theirs: Values): readonly string[] {
  return Object.entries(description.fields).flatMap(([name, field]) => {
    const touched = !same(mine[name], base[name]) || !same(theirs[name], base[name])
    return field.writable && touched && !same(mine[name], theirs[name]) ? [name] : []
  })
}

export function Conflict({ description, base, mine, theirs, onClose }: ConflictProps) {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const navigate = useNavigate()
  const { reset } = useFormContext()
  const names = disputed(description, base, mine, theirs)
  const [choice, setChoice] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>(() =>
    Object.fromEntries(names.map((name) => [name, same(mine[name], base[name]) ? 'theirs' : 'mine'])),
  )
  const { save, saving } = useSave(description.name)
  const [fault, setFault] = useState<string>()

  const leave = () => {
    onClose()
    refresh()
    // This dialog has asked: the form is clean before leaving, or the guard of unsaved changes would ask again.
    reset(theirs)
    setTimeout(() => navigate(`/${description.name}/${base.id}/show`), 0)
  }
  const saveChoice = async () => {
    try {
      await save(Object.fromEntries(names.filter((name) => choice[name] === 'mine').map((name) => [name, mine[name]])), theirs)
      notify(say(['已保存', 'Saved']), { type: 'success' })
      leave()
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    }
  }
  const who = theirs._labels.updatedBy ?? say(['同事', 'A colleague'])
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="conflict">
      <DialogTitle id="conflict">
        {say(['{who}刚刚修改了“{title}”', '{who} has just changed “{title}”'], { who, title: titleOf(description, theirs) })}
      </DialogTitle>
      <DialogContent>
        <Alert severity="warning" sx={{ mb: 2 }}>
          {names.length === 0
            ? say(['您的修改与对方的没有冲突，可以直接保存。', 'Your changes do not clash with theirs: save them.'])
            : say(['请逐项选择保留哪一个，再保存。', 'Choose for each entry which one to keep, then save.'])}
        </Alert>
        {fault ? (
          <Alert severity="error" sx={{ mb: 2 }}>
            {fault}
          </Alert>
        ) : null}
        {names.length > 0 ? (
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell />
                <TableCell>{say(['我的', 'Mine'])}</TableCell>
                <TableCell>{say(['对方的', 'Theirs'])}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {names.map((name) => (
                <TableRow key={name}>
                  <TableCell component="th" scope="row">
                    {say(description.fields[name]?.label ?? [name, name])}
                  </TableCell>
                  {(['mine', 'theirs'] as const).map((side) => (
                    <TableCell key={side}>
                      <FormControlLabel
                        control={
                          <Radio size="small" checked={choice[name] === side} onChange={() => setChoice({ ...choice, [name]: side })} />
                        }
                        label={<Side description={description} name={name} record={side === 'mine' ? mine : theirs} />}
                      />
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['继续编辑', 'Keep editing'])}</Button>
        <Button onClick={leave}>{say(['放弃我的修改', 'Drop my changes'])}</Button>
        <Button variant="contained" loading={saving} onClick={() => void saveChoice()}>
          {say(['按所选保存', 'Save what I chose'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Side({ description, name, record }: { description: Description; name: string; record: Values }) {
  const field = description.fields[name]
  const value = record[name]
  if (!field || value === null || value === undefined || value === '') return <Unknown />
  const { Cell } = kindOf(field)
  return <Cell field={field} value={value} full />
}
