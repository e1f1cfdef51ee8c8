/** The charts of a board in their grid; while it is arranged they are dragged to another place and pulled to another size. */
import { Box } from '@mui/material'
import { type PointerEvent, useState } from 'react'
import { useSay } from '../../language/say.ts'
import type { Parameters } from '../answers.ts'
import { followPointer } from '../pointer.ts'
import type { SavedQuery } from '../saved/query.ts'
import { Arrange } from './Arrange.tsx'
import { BoardTile } from './BoardTile.tsx'
import { moved, sizeOf, step, type Tile } from './board.ts'

interface Props {
  readonly board: number
  readonly tiles: readonly Tile[]
  /** Undefined while they are read. */
  readonly queries: readonly SavedQuery[] | undefined
  readonly values: Parameters
  readonly refresh: number
  readonly round: number
  /** Takes the charts as they are arranged; undefined while they are only looked at. */
  readonly onArrange: ((tiles: readonly Tile[]) => void) | undefined
  onOpen(query: SavedQuery, tile: Tile): void
}

interface Drag {
  readonly from: number
  readonly to: number
}

/** The chart under the pointer, by its place. */
const placeAt = ({ clientX, clientY }: globalThis.PointerEvent): number | undefined => {
  const tile = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-tile]')
  return tile ? Number(tile.dataset.tile) : undefined
}

export function BoardGrid({ board, tiles, queries, values, refresh, round, onArrange, onOpen }: Props) {
  const [drag, setDrag] = useState<Drag>()
  const begin = (event: PointerEvent<HTMLElement>, from: number) => {
    let to = from
    followPointer(
      event,
      (at) => {
        to = placeAt(at) ?? to
        setDrag({ from, to })
      },
      () => {
        setDrag(undefined)
        onArrange?.(moved(tiles, from, to))
      },
    )
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(12, minmax(0, 1fr))' }}>
      {tiles.map((tile, index) => {
        const change = (next: Partial<Tile>) => onArrange?.(tiles.map((each, at) => (at === index ? { ...each, ...next } : each)))
        return (
          <Box
            key={tile.id ?? `new ${index}`}
            data-tile={index}
            sx={{
              gridColumn: { xs: 'span 12', md: `span ${tile.width ?? 6}` },
              minWidth: 0,
              breakInside: 'avoid',
              opacity: drag?.from === index ? 0.45 : 1,
              ...(drag && drag.to === index && drag.from !== index
                ? { outline: '2px dashed', outlineOffset: 3, outlineColor: 'primary.main' }
                : {}),
            }}
          >
            {onArrange ? (
              <Arrange
                tile={tile}
                first={index === 0}
                last={index === tiles.length - 1}
                onGrab={(event) => begin(event, index)}
                onMove={(by) => onArrange(moved(tiles, index, index + by))}
                onChange={change}
                onRemove={() => onArrange(tiles.filter((_, at) => at !== index))}
              />
            ) : null}
            <Box sx={{ position: 'relative' }}>
              <BoardTile
                board={board}
                tile={tile}
                reading={queries === undefined}
                query={queries?.find((each) => each.id === tile.query)}
                values={values}
                refresh={refresh}
                round={round}
                onOpen={(query) => onOpen(query, tile)}
              />
              {onArrange ? <Corner tile={tile} onSize={change} /> : null}
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}

/** Pulls a chart wider and taller; with keys its two lists of sizes do the same. */
function Corner({ tile, onSize }: { tile: Tile; onSize(size: Partial<Tile>): void }) {
  const say = useSay()
  return (
    <Box
      title={say(['拖动改变大小', 'Drag to change the size'])}
      onPointerDown={(event) => {
        const width = event.currentTarget.parentElement?.clientWidth ?? 1
        const height = (tile.height ?? 8) * step
        const column = width / (tile.width ?? 6)
        followPointer(event, (_, right, down) => onSize(sizeOf(width + right, height + down, column)))
      }}
      sx={{
        position: 'absolute',
        right: 0,
        bottom: 24,
        width: 18,
        height: 18,
        cursor: 'nwse-resize',
        touchAction: 'none',
        display: { xs: 'none', md: 'block' },
        borderRight: 3,
        borderBottom: 3,
        borderColor: 'primary.main',
        borderBottomRightRadius: 6,
      }}
    />
  )
}
