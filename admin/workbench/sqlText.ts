/** What can be told of SQL text without asking the server: its statements, its parameters, the tables it names. */

const hidden =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[eE]'(?:\\[\s\S]|''|[^'\\])*(?:'|$)|'(?:''|[^'])*(?:'|$)|"(?:""|[^"])*(?:"|$)|\$((?:[A-Za-z_]\w*)?)\$[\s\S]*?(?:\$\1\$|$)/g

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

/** The text with strings, quoted names and comments blanked out; every place stays where it was. */
export const bare = (text: string): string => text.replace(hidden, blank)

const isComment = (token: string): boolean => token.startsWith('--') || token.startsWith('/*')

/** The text with comments alone blanked out. */
const withoutComments = (text: string): string => text.replace(hidden, (token: string) => (isComment(token) ? blank(token) : token))

export interface Statement {
  readonly text: string
  /** Where it begins in the whole text. */
  readonly from: number
}

const parts = new RegExp(`${hidden.source}|;`, 'g')

/** The statements of a text, without the semicolons between them. */
export function statements(text: string): readonly Statement[] {
  const found: Statement[] = []
  let from = 0
  let seen = 0
  // Is there anything but comments in the statement so far?
  let solid = false
  const blankUpTo = (end: number) => text.slice(seen, end).trim() === ''
  const close = (end: number) => {
    if (solid || !blankUpTo(end)) {
      const piece = text.slice(from, end)
      found.push({ text: piece.trim(), from: from + piece.length - piece.trimStart().length })
    }
    from = end + 1
    solid = false
  }
  for (const { 0: token, index } of text.matchAll(parts)) {
    solid ||= !blankUpTo(index)
    if (token === ';') close(index)
    else solid ||= !isComment(token)
    seen = index + token.length
  }
  close(text.length)
  return found
}

/** The statement the cursor is in, or the one before it. */
export const statementAt = (text: string, cursor: number): Statement | undefined => {
  const all = statements(text)
  return all.findLast(({ from }) => from <= cursor) ?? all[0]
}

/** Names written as `$name`, each once, in the order they appear. */
export const parametersOf = (text: string): readonly string[] => [
  ...new Set([...bare(text).matchAll(/\$([\p{L}_][\p{L}\p{N}_]*)/gu)].map(([, name = '']) => name)),
]

/** Which of `names` the text speaks of, whatever their case. */
export function namesIn(text: string, names: ReadonlySet<string>): readonly string[] {
  const words = new Set([...withoutComments(text).matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)].map(([word]) => word.toLowerCase()))
  return [...names].filter((name) => words.has(name.toLowerCase()))
}

/** Words DuckDB does not take for a name unless quoted. */
const reserved = new Set(
  (
    'all analyse analyze and any array as asc asymmetric at authorization binary both by case cast check collate collation column concurrently ' +
    'constraint create default deferrable desc describe distinct do else end except false fetch for foreign freeze from group having in initially ' +
    'intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing primary qualify references ' +
    'returning select show some summarize symmetric table then to trailing true union unique unpack unpivot using variadic verbose when where window ' +
    'with anti asof cross full glob ilike inner is isnull join left like natural notnull outer overlaps positional right semi similar tablesample'
  ).split(' '),
)

/** The name as it is written in a statement. */
export const quoted = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) && !reserved.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '""')}"`
