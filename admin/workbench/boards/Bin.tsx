/** Boards that were deleted, to be had back. */
import { Button, Card, Stack, Typography } from '@mui/material'
import { useGetList, useNotify } from 'react-admin'
import { call } from '../../http.ts'
import { companyTime } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import type { Board } from './board.ts'

export function Bin({ onRecovered }: { onRecovered(): void }) {
  const say = useSay()
  const notify = useNotify()
  const { data = [], isLoading } = useGetList<Board>('boards', {
    filter: { $deleted: true },
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'id', order: 'DESC' },
  })
  if (!isLoading && data.length === 0)
    return <Typography color="text.secondary">{say(['回收站是空的。', 'The recycle bin is empty.'])}</Typography>
  return data.map((board) => (
    <Card key={board.id} sx={{ p: 1.5 }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1 }}>
        <Typography sx={{ flex: 1 }}>
          {board.name} · {companyTime(board.deletedAt ?? '').slice(0, 16)}
        </Typography>
        <Button
          size="small"
          onClick={() =>
            call('POST', `/api/records/boards/${board.id}/recover`, {}).then(onRecovered, (error: unknown) =>
              notify(error instanceof Error ? error.message : String(error), { type: 'error' }),
            )
          }
        >
          {say(['恢复', 'Recover'])}
        </Button>
      </Stack>
    </Card>
  ))
}
