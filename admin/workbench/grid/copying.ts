/** Copying out of the grid: the grid offers what it has, buttons and Ctrl-C take it. */
import { useRef, useState } from 'react'
import { tsv } from '../values.ts'
import { toClipboard } from './clipboard.ts'

type Rows = readonly (readonly unknown[])[]

interface Offer {
  /** How many cells are chosen. */
  readonly cells: number
  chosen(headers: boolean): Rows
  everything(): Rows
}

export interface Copying {
  readonly cells: number
  offer(offer: Offer): void
  /** What is chosen; several cells bring the names of their columns along. */
  copy(): void
  copyPlain(): void
  copyAll(): void
}

/** `done` hears how many rows were copied, or that the browser refused. */
export function useCopying(done: (rows: number | undefined) => void): Copying {
  const latest = useRef<Offer | undefined>(undefined)
  const [cells, setCells] = useState(0)
  const put = (rows: Rows, names: boolean) => {
    if (rows.length === 0) return
    void toClipboard(tsv(rows)).then((copied) => done(copied ? rows.length - (names ? 1 : 0) : undefined))
  }
  return {
    cells,
    offer(offer) {
      latest.current = offer
      if (offer.cells !== cells) setCells(offer.cells)
    },
    copy() {
      const names = (latest.current?.cells ?? 0) > 1
      put(latest.current?.chosen(names) ?? [], names)
    },
    copyPlain: () => put(latest.current?.chosen(false) ?? [], false),
    copyAll: () => put(latest.current?.everything() ?? [], true),
  }
}
