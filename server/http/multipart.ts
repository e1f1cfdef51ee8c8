/** The one file of a multipart request, handed on as a stream. */
import { finished, type Readable } from 'node:stream'
import busboy from 'busboy'
import { malformed, Refusal } from '../errors.ts'
import type { Call } from './route.ts'

const notMultipart = () =>
  malformed('请以 multipart/form-data（含 boundary）上传文件。', 'Send the file as multipart/form-data with a boundary.')
const broken = () => malformed('文件没有传完，未保存；请重新上传。', 'The upload broke off and nothing was kept: send the file again.')

function parserOf(request: Call['request'], fileSize: number): busboy.Busboy {
  if (!/^multipart\/form-data/i.test(request.get('content-type') ?? '')) throw notMultipart()
  try {
    return busboy({ headers: request.headers, limits: { files: 1, fields: 10, fileSize }, defParamCharset: 'utf8' })
  } catch {
    throw notMultipart()
  }
}

/** Gives the first file of the request to `keep`, which must read the stream to its end and throws when it breaks; past `most` bytes it breaks with `tooBig`. Throws a 400 Refusal when there is no file or it does not arrive whole. */
export async function receiveFile<T>(
  { request }: Call,
  most: number,
  tooBig: () => Refusal,
  keep: (name: string, stream: Readable) => Promise<T>,
): Promise<T> {
  const parser = parserOf(request, most)
  return new Promise((done, failed) => {
    let receiving = false
    // A refused upload is read to its end all the same, or the sender would never come to read the answer.
    const giveUp = (error: unknown) => {
      request.unpipe(parser)
      request.resume()
      parser.destroy()
      failed(error)
    }
    parser.on('file', (_field, stream, { filename }) => {
      receiving = true
      // The stream may break before `keep` listens to it; what happened is told by `keep` and by the parser.
      stream.on('error', () => undefined)
      stream.on('limit', () => stream.destroy(tooBig()))
      keep(filename ?? 'file', stream).then(done, (error: unknown) =>
        giveUp(parser.errored && !(error instanceof Refusal) ? broken() : error),
      )
    })
    parser.on('error', () => {
      if (!receiving) giveUp(broken())
    })
    parser.on('close', () => {
      if (!receiving) failed(malformed('没有收到文件。', 'There was no file.'))
    })
    // `pipe` says nothing to the parser when the sender goes away.
    finished(request, { writable: false }, (error) => {
      if (error) parser.destroy(error)
    })
    request.pipe(parser)
  })
}
