/** Answers as they travel: long ones are packed with gzip, here, where nobody else waits, and once, though the moment at their end is another each time. */
import { promisify } from 'node:util'
import { constants, crc32, gzip } from 'node:zlib'
import type { Answer } from './messages.ts'

/** From this many bytes on an answer is packed, quickly rather than tightly. */
const long = 20_000

const pack = promisify(gzip)

/** A JSON text but for its end. */
export interface Unended {
  /** Bytes that it takes. */
  readonly size: number
  /** The whole of it, with at most 65,535 bytes for the `end`. */
  end(end: string): Answer
}

/** The last block of a gzip stream (RFC 1951, 1952), as it is, and the check of the whole. */
function lastBlock(end: Buffer, check: number, length: number): Buffer {
  const block = Buffer.alloc(5 + end.length + 8)
  block.writeUInt8(1, 0)
  block.writeUInt16LE(end.length, 1)
  block.writeUInt16LE(~end.length & 0xffff, 3)
  end.copy(block, 5)
  block.writeUInt32LE(crc32(end, check), 5 + end.length)
  block.writeUInt32LE((length + end.length) % 2 ** 32, 9 + end.length)
  return block
}

/** Takes `text` in, so that ends can be put to it at no cost. */
export async function unended(text: Buffer): Promise<Unended> {
  if (text.length < long) {
    const json = text.toString('utf8')
    return { size: text.length, end: (end) => ({ json: json + end }) }
  }
  // Flushed to a whole byte but not finished: more blocks may follow.
  const packed = await pack(text, { level: 1, finishFlush: constants.Z_SYNC_FLUSH })
  const check = crc32(text)
  return { size: packed.length, end: (end) => ({ gzip: Buffer.concat([packed, lastBlock(Buffer.from(end), check, text.length)]) }) }
}
