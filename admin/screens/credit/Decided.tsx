/** What was decided about a customer's credit: releases and decisions, each with the calculation it stood on one click away. */
import { Button, Card, Dialog, DialogActions, DialogContent, DialogTitle, Skeleton, Typography } from '@mui/material'
import { useState } from 'react'
import { useGetList, useGetOne } from 'react-admin'
import { Link } from 'react-router'
import type { Where } from '../../../server/definition/where.ts'
import { useSay } from '../../language/say.ts'
import { Calculation, type CalculationInputs } from '../../registers/Calculation.tsx'
import { type PanelRecord, readable, titleOf, useCatalog, useDescription } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { RecordTable } from '../../registers/RecordTable.tsx'
import { SwipeNote } from '../../reports/SwipeNote.tsx'

/** So many at once; the list has the others. */
const most = 10

interface Props {
  readonly register: 'releases' | 'creditDecisions'
  readonly columns: readonly string[]
  readonly filter: Where
  /** What is said when there are none. */
  readonly nothing: string
}

export function Decided(props: Props) {
  return readable(useCatalog(), props.register) ? <Listed {...props} /> : null
}

function Listed({ register, columns, filter, nothing }: Props) {
  const say = useSay()
  const description = useDescription(register)
  const [shown, setShown] = useState<PanelRecord | undefined>()
  const { data, total, isPending } = useGetList<PanelRecord>(register, {
    filter,
    sort: { field: 'id', order: 'DESC' },
    pagination: { page: 1, perPage: most },
  })
  const label = say(description.label)
  return (
    <Card component="section" sx={{ minWidth: 0 }}>
      <Typography component="h2" variant="h2" sx={{ px: 2, pt: 1.5, pb: 0.5 }}>
        {label}
      </Typography>
      {isPending ? <Skeleton variant="rounded" height={96} sx={{ m: 2 }} /> : null}
      {data?.length === 0 ? (
        <Typography color="text.secondary" sx={{ px: 2, pb: 1.5 }}>
          {nothing}
        </Typography>
      ) : null}
      {data && data.length > 0 ? (
        <>
          <SwipeNote />
          <RecordTable
            description={description}
            columns={columns}
            records={data}
            last={{
              label: ['依据', 'Basis'],
              cell: (row) => (
                <Button
                  size="small"
                  sx={{ py: 0 }}
                  aria-label={say(['{number} 的计算', 'Calculation of {number}'], { number: titleOf(description, row) })}
                  onClick={() => setShown(row)}
                >
                  {say(['计算', 'Calculation'])}
                </Button>
              ),
            }}
          />
        </>
      ) : null}
      {total !== undefined && total > most ? (
        <Button size="small" component={Link} to={listPath(register, filter)} sx={{ m: 1 }}>
          {say(['查看全部 {total} 条', 'See all {total}'], { total })}
        </Button>
      ) : null}
      {shown ? <Frozen register={register} record={shown} onClose={() => setShown(undefined)} /> : null}
    </Card>
  )
}

/** The figures as they were frozen at the time. */
function Frozen({ register, record, onClose }: { register: string; record: PanelRecord; onClose(): void }) {
  const say = useSay()
  const description = useDescription(register)
  const { data, isPending } = useGetOne<PanelRecord>(register, { id: record.id })
  const inputs = data?.inputs as CalculationInputs | null | undefined
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="frozen-title">
      <DialogTitle id="frozen-title">
        {say(['{number} 的计算', 'Calculation of {number}'], { number: titleOf(description, record) })}
      </DialogTitle>
      <DialogContent>
        {isPending ? (
          <Skeleton variant="rounded" height={160} />
        ) : inputs ? (
          <>
            <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
              {say(['{day} 冻结，此后不再改动', 'Frozen on {day}, not changed since'], { day: inputs.day })}
            </Typography>
            <Calculation inputs={inputs} />
          </>
        ) : (
          <Typography color="text.secondary">
            {say(['尚未提交，没有冻结的计算。', 'Not submitted yet: no calculation is frozen.'])}
          </Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button component={Link} to={`/${register}/${record.id}/show?tab=rules`}>
          {say(['所用制度', 'Policies applied'])}
        </Button>
        <Button onClick={onClose} autoFocus>
          {say(['关闭', 'Close'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
