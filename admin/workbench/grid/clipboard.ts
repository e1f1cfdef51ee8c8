/** Puts a text on the clipboard; answers whether the browser let us, which it does only over HTTPS or on this machine. */
export async function toClipboard(text: string): Promise<boolean> {
  if (!('clipboard' in navigator)) return false
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
