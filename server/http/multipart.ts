/** The one file of a multipart request, handed on as a stream. */
import type { Readable } from 'node:stream'
import busboy from 'busboy'
import { malformed, type Refusal } from '../errors.ts'
import type { Call } from './route.ts'

/** Gives the first file of the request to `keep`; past `most` bytes the stream breaks with `tooBig`. Throws a 400 Refusal when there is no file. */
export function receiveFile<T>(
  { request }: Call,
  most: number,
  tooBig: () => Refusal,
  keep: (name: string, stream: Readable) => Promise<T>,
): Promise<T> {
  return new Promise((done, failed) => {
    if (!/^multipart\/form-data/i.test(request.get('content-type') ?? '')) {
      failed(malformed('请以 multipart/form-data 上传文件。', 'Send the file as multipart/form-data.'))
      return
    }
    const parser = busboy({ headers: request.headers, limits: { files: 1, fields: 10, fileSize: most }, defParamCharset: 'utf8' })
    let kept: Promise<T> | undefined
    parser.on('file', (_field, stream, { filename }) => {
      stream.on('limit', () => stream.destroy(tooBig()))
      kept = keep(filename ?? 'file', stream)
      kept.catch((error: unknown) => {
        stream.resume()
        failed(error)
      })
    })
    parser.on('error', failed)
    parser.on('close', () => {
      if (kept) kept.then(done, failed)
      else failed(malformed('没有收到文件。', 'There was no file.'))
    })
    request.pipe(parser)
  })
}
