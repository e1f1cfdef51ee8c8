/**
 * Cuts CSV text into rows, piece by piece. Most lines of most files hold no quote, so they are cut by the engine's own search;
 * that reads a large file four times as fast as looking at each character, and an import reads its file twice.
 */
import { malformed } from '../errors.ts'
import type { Row } from './rows.ts'

/** Characters in one record at most. */
const mostRecord = 1_000_000

const broken = (line: number) =>
  malformed(`第 ${line} 行附近的引号或格式有误，无法读取。`, `The file cannot be read near line ${line}: quotes or format are wrong.`)

/** Where lines end: with a line feed, a carriage return before it or not; with a carriage return alone where a file knows no line feed. Undefined while nobody can tell. */
function lineEndOf(text: string, last: boolean): '\n' | '\r' | undefined {
  if (text.includes('\n')) return '\n'
  const at = text.indexOf('\r')
  if (at >= 0 && at < text.length - 1) return '\r'
  return last ? '\n' : undefined
}

/** Reads one file from its beginning to its end. */
export class CsvRows {
  readonly #delimiter: string
  #lineEnd: '\n' | '\r' | undefined
  /** What is not cut yet: the beginning of a record whose end has not come. */
  #text = ''
  #line = 1

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  /** The rows that are complete with this piece, empty ones left out; with the `last` piece, all the rest. Throws a 400 Refusal for quotes out of place. */
  take(piece: string, last = false): Row[] {
    const text = this.#text + piece
    this.#lineEnd ??= lineEndOf(text, last)
    const rows: Row[] = []
    let at = 0
    let quote = text.indexOf('"')
    while (this.#lineEnd && at < text.length) {
      const found = text.indexOf(this.#lineEnd, at)
      const end = found < 0 ? text.length : found
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at)
      const plain = quote < 0 || quote >= end
      if (plain && found < 0 && !last) break
      const record = plain ? { cells: this.#plain(text, at, end), next: end + 1 } : this.#quoted(text, at, last, this.#lineEnd)
      if (!record) break
      const { cells, next } = record
      if (cells.some((cell) => cell !== '')) rows.push({ line: this.#line, cells })
      this.#line += 1
      if (!plain) for (const cell of cells) this.#line += cell.split(this.#lineEnd).length - 1
      at = next
    }
    this.#text = text.slice(at)
    if (this.#text.length > mostRecord) throw broken(this.#line)
    return rows
  }

  /** The cells of a line without quotes. */
  #plain(text: string, from: number, end: number): string[] {
    return text.slice(from, text[end - 1] === '\r' ? end - 1 : end).split(this.#delimiter)
  }

  /** The cells of a record with quotes, which may go over several lines; undefined while its end has not come. */
  #quoted(text: string, from: number, last: boolean, lineEnd: string): { cells: string[]; next: number } | undefined {
    const cells: string[] = []
    for (let at = from; ; at += 1) {
      const cell = text[at] === '"' ? this.#inQuotes(text, at, last) : this.#upTo(text, at, lineEnd)
      if (!cell) return undefined
      cells.push(cell.text)
      at = cell.next
      if (text[at] === this.#delimiter) continue
      if (text[at] === '\r' && lineEnd === '\n') at += 1
      if (text[at] === lineEnd) return { cells, next: at + 1 }
      if (at < text.length) throw broken(this.#line)
      return last ? { cells, next: at } : undefined
    }
  }

  /** A cell without quotes and the place of what ends it. */
  #upTo(text: string, from: number, lineEnd: string): { text: string; next: number } {
    let next = from
    while (next < text.length && text[next] !== this.#delimiter && text[next] !== lineEnd) next += 1
    const cut = text[next] === '\n' && text[next - 1] === '\r' ? next - 1 : next
    const cell = text.slice(from, Math.max(from, cut))
    if (cell.includes('"')) throw broken(this.#line)
    return { text: cell, next }
  }

  /** A cell in quotes, doubled ones being single, and the place behind it; undefined while the closing one has not come. */
  #inQuotes(text: string, from: number, last: boolean): { text: string; next: number } | undefined {
    let cell = ''
    for (let start = from + 1; ; ) {
      const close = text.indexOf('"', start)
      if (close < 0 && last) throw broken(this.#line)
      if (close < 0 || (close === text.length - 1 && !last)) return undefined
      cell += text.slice(start, close)
      if (text[close + 1] !== '"') return { text: cell, next: close + 1 }
      cell += '"'
      start = close + 2
    }
  }
}
