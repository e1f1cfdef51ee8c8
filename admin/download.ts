/** Files made by the server: fetched by the page, so that a refusal is a sentence in it and not a page of JSON in its place. */
import type { MouseEvent } from 'react'
import { useNotify } from 'react-admin'
import { fetchFile } from './http.ts'

/** How long the browser is given to begin writing the file, in milliseconds. */
const begun = 60_000

/** The handler of a link to a file: `<a href={address} onClick={download}>`. Opening it in a new window stays the browser's business. */
export function useDownload(): (event: MouseEvent<HTMLAnchorElement>) => void {
  const notify = useNotify()
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    fetchFile(event.currentTarget.href).then(keep, (fault: Error) => notify(fault.message, { type: 'error' }))
  }
}

function keep({ name, content }: { readonly name: string; readonly content: Blob }): void {
  const address = URL.createObjectURL(content)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), begun)
}
