/**
 * How the command line reaches the process that holds the warehouse file: by letters in a folder beside it, which only the owner of the data directory can write.
 * A letter is a small JSON file; whoever holds the warehouse takes it away and puts the answer in its place.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Upkeep, upkeep } from './messages.ts'

const folderOf = (warehouse: string) => `${warehouse}.letters`

/** The folder is looked into this often, in milliseconds. */
const every = 500

/** Takes letters for as long as the process lives; answers a function that ends it. */
export function takeLetters(warehouse: string, reply: (ask: Upkeep) => Promise<string>): () => void {
  const folder = folderOf(warehouse)
  // Letters left from before would be answered to nobody.
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const take = async (file: string) => {
    const id = file.slice(0, -'.ask'.length)
    const ask = readFileSync(join(folder, file), 'utf8')
    rmSync(join(folder, file))
    const known = upkeep.find((each) => each === ask)
    const answer = known
      ? await reply(known).then(
          (value) => ({ value }),
          (error: unknown) => ({ error: String(error) }),
        )
      : { error: `unknown: ${ask.slice(0, 40)}` }
    writeFileSync(join(folder, `${id}.part`), JSON.stringify(answer), { mode: 0o600 })
    renameSync(join(folder, `${id}.part`), join(folder, `${id}.answer`))
  }
  const timer = setInterval(() => {
    if (!existsSync(folder)) return
    for (const file of readdirSync(folder)) if (file.endsWith('.ask')) void take(file)
  }, every)
  return () => {
    clearInterval(timer)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Sends a letter and waits for the answer. Throws when nobody takes it, or takes it and fails. */
export async function sendLetter(warehouse: string, ask: Upkeep): Promise<string> {
  const folder = folderOf(warehouse)
  if (!existsSync(folder)) throw new Error('nobody takes letters')
  const id = randomUUID()
  const [letter, answer] = [join(folder, `${id}.ask`), join(folder, `${id}.answer`)]
  writeFileSync(`${letter}.part`, ask, { mode: 0o600 })
  renameSync(`${letter}.part`, letter)
  for (let waited = 0; !existsSync(answer); waited += every / 5) {
    if (waited > 10 * every && existsSync(letter)) {
      rmSync(letter)
      throw new Error('nobody took the letter')
    }
    if (!existsSync(folder)) throw new Error('the reports process ended')
    await new Promise((resolve) => setTimeout(resolve, every / 5))
  }
  const { value, error } = JSON.parse(readFileSync(answer, 'utf8')) as { value?: string; error?: string }
  rmSync(answer)
  if (error !== undefined) throw new Error(error)
  return value ?? ''
}
