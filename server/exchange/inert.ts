/** Keeps a spreadsheet from taking text for a formula, and takes that protection off again when the file comes back. */

const dangerous = /^[=+\-@\t\r\n＝＋－＠]/
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/

/** Text that a spreadsheet will show and not compute; plain numbers stay as they are. */
export const inert = (text: string): string => (dangerous.test(text) && !plainNumber.test(text) ? `'${text}` : text)

/** The text that `inert` was given. */
export const revived = (text: string): string => (text.startsWith("'") && dangerous.test(text.slice(1)) ? text.slice(1) : text)
