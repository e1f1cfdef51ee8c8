/** The board: the bank on the left, papers on the right, what belongs together in the middle; with the mouse, the keys or a thumb. */

import SearchIcon from '@mui/icons-material/Search'
import { Box, InputAdornment, Stack, TextField, ToggleButton, ToggleButtonGroup, Typography, useMediaQuery } from '@mui/material'
import type { Theme } from '@mui/material/styles'
import { useDeferredValue, useState } from 'react'
import type { BoardLine, BoardPaper } from '../../../server/reconciliation/messages.ts'
import { useSay } from '../../language/say.ts'
import { useKeys } from '../../layout/keys.ts'
import { BoardRow } from './BoardRow.tsx'
import { JoinBar } from './JoinBar.tsx'
import { LineActions } from './LineActions.tsx'
import { MatchPane, type MatchSide } from './MatchPane.tsx'
import { Pane } from './Pane.tsx'
import { Suggestions } from './Suggestions.tsx'
import { useBoard } from './useBoard.ts'
import { useSide } from './useMonth.ts'

type Shown = 'bank' | 'matches' | 'papers'

/** Chosen rows by key; the rows themselves, so that a search does not lose them. */
type Chosen<T> = ReadonlyMap<string, T>

const toggled = <T,>(chosen: Chosen<T>, key: string, row: T): Chosen<T> => {
  const next = new Map(chosen)
  if (!next.delete(key)) next.set(key, row)
  return next
}

const lineKey = ({ id }: BoardLine) => `bankLines/${id}`
const paperKey = ({ kind, id }: BoardPaper) => `${kind}/${id}`

export function Board({ month, fixed }: { month: string; fixed: boolean }) {
  const say = useSay()
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'))
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const [shown, setShown] = useState<Shown>('matches')
  const [of, setOf] = useState<MatchSide>(fixed ? 'made' : 'proposed')
  const [lines, setLines] = useState<Chosen<BoardLine>>(new Map())
  const [papers, setPapers] = useState<Chosen<BoardPaper>>(new Map())
  const bank = useSide(month, 'bank', q)
  const paper = useSide(month, 'papers', q)
  const matches = useSide(month, of, q)
  const { busy, setAside, match } = useBoard()

  const chosenLines = [...lines.values()]
  const chosenPapers = [...papers.values()]
  const clear = () => {
    setLines(new Map())
    setPapers(new Map())
  }
  const join = (split: boolean) => {
    if (chosenLines.length > 0 && chosenPapers.length > 0)
      void match(chosenLines, chosenPapers, split).then((matched) => (matched ? clear() : undefined))
  }
  useKeys({ s: () => (fixed || busy ? undefined : join(true)) })

  const [line] = chosenLines
  const [document] = chosenPapers
  const alone = chosenLines.length + chosenPapers.length === 1
  const bankPane = (
    <Pane
      title={say(['银行流水未对上', 'Bank, not matched'])}
      page={bank.data}
      error={bank.error}
      none={say(['银行流水都已对上或在建议中。', 'Every bank line is matched or proposed.'])}
    >
      {(row) => (
        <BoardRow
          row={row}
          fixed={fixed}
          chosen={lines.has(lineKey(row))}
          onChoose={() => setLines(toggled(lines, lineKey(row), row))}
          actions={<LineActions line={row} busy={busy} onSetAside={(reason) => void setAside(row, reason)} />}
        />
      )}
    </Pane>
  )
  const paperPane = (
    <Pane
      title={say(['收款与退款未对上', 'Papers, not matched'])}
      page={paper.data}
      error={paper.error}
      none={say(['单据都已对上或在建议中。', 'Every paper is matched or proposed.'])}
    >
      {(row) => (
        <BoardRow
          row={row}
          fixed={fixed}
          chosen={papers.has(paperKey(row))}
          onChoose={() => setPapers(toggled(papers, paperKey(row), row))}
        />
      )}
    </Pane>
  )
  const matchPane = (
    <MatchPane
      side={of}
      onSide={setOf}
      page={matches.data}
      error={matches.error}
      fixed={fixed}
      marked={!narrow}
      above={
        alone && !fixed ? (
          <Suggestions
            month={month}
            line={line}
            paper={document}
            onTake={(suggestion) => {
              setLines(new Map(suggestion.lines.map((each) => [lineKey(each), each])))
              setPapers(new Map(suggestion.papers.map((each) => [paperKey(each), each])))
            }}
          />
        ) : null
      }
    />
  )
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <TextField
          size="small"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={say(['户名、编号、流水号、金额', 'Name, number, serial, amount'])}
          slotProps={{
            htmlInput: { 'aria-label': say(['在三栏中查找', 'Search all three columns']) },
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <SearchIcon fontSize="small" />
                </InputAdornment>
              ),
            },
          }}
          sx={{ width: { xs: '100%', md: 320 } }}
        />
        {narrow ? (
          <ToggleButtonGroup
            exclusive
            fullWidth
            size="small"
            value={shown}
            onChange={(_, next: Shown | null) => (next ? setShown(next) : undefined)}
            aria-label={say(['看哪一栏', 'Which column'])}
          >
            <ToggleButton value="bank">{say(['银行 {count}', 'Bank {count}'], { count: bank.data?.total ?? '' })}</ToggleButton>
            <ToggleButton value="matches">
              {say(of === 'made' ? ['已勾对 {count}', 'Matched {count}'] : ['建议 {count}', 'Proposed {count}'], {
                count: matches.data?.total ?? '',
              })}
            </ToggleButton>
            <ToggleButton value="papers">{say(['单据 {count}', 'Papers {count}'], { count: paper.data?.total ?? '' })}</ToggleButton>
          </ToggleButtonGroup>
        ) : (
          <Typography variant="body2" color="textSecondary">
            {fixed
              ? say(['本月已签字，只能查看。', 'The month is signed: for looking only.'])
              : say(['J/K 移动 · Enter 确认 · U 撤销 · S 拆分', 'J/K move · Enter confirms · U undoes · S splits'])}
          </Typography>
        )}
      </Stack>
      {narrow ? (
        shown === 'bank' ? (
          bankPane
        ) : shown === 'papers' ? (
          paperPane
        ) : (
          matchPane
        )
      ) : (
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 4fr) minmax(0, 3fr)', alignItems: 'start' }}>
          {bankPane}
          {matchPane}
          {paperPane}
        </Box>
      )}
      {chosenLines.length + chosenPapers.length > 0 && !fixed ? (
        <JoinBar lines={chosenLines} papers={chosenPapers} busy={busy} onJoin={join} onClear={clear} />
      ) : null}
    </Stack>
  )
}
