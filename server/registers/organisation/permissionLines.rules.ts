/** Rules of the permission lines of a role: they name what exists, each register once, and leave administrators able to undo a mistake. */
import { namesIn } from '../../access/grants.ts'
import { fieldAt } from '../../access/rows.ts'
import type { Change } from '../../records/rules.ts'

type Line = Readonly<Record<string, unknown>>

/** Whoever loses these can give nobody any right again, not even back to the own role. */
const kept = { registers: ['roles', 'users'], rights: ['read', 'create', 'update'] } as const

/** The register and every field and move that a line names must exist, or the line would do nothing and nobody would notice. */
function checkNames({ world, fault }: Change, line: Line, at: string): void {
  const name = String(line.register ?? '')
  if (name === '') return
  if (!world.catalog.has(name)) {
    fault(`${at}.register`, [
      `没有名为“${name.slice(0, 60)}”的登记簿；请填写登记簿的代码，如 customers。`,
      `There is no register “${name.slice(0, 60)}”; give a register’s code, such as customers.`,
    ])
    return
  }
  const register = world.catalog.get(name)
  const { label, workflow } = register
  for (const list of ['hidden', 'readOnly'] as const) {
    const unknown = namesIn(line[list]).find((field) => !fieldAt(register, field))
    if (unknown !== undefined)
      fault(`${at}.${list}`, [
        `“${label[0]}”没有字段“${unknown.slice(0, 60)}”；请填写字段代码，用逗号隔开。`,
        `${label[1]} has no field “${unknown.slice(0, 60)}”; give field codes, separated by commas.`,
      ])
  }
  const step = namesIn(line.moves).find((move) => !Object.hasOwn(workflow?.moves ?? {}, move))
  if (step !== undefined)
    fault(`${at}.moves`, [
      `“${label[0]}”没有操作“${step.slice(0, 60)}”；请在权限表中勾选，或清空以沿用随附规则。`,
      `${label[1]} has no step “${step.slice(0, 60)}”; tick steps in the matrix, or clear the cell to keep the shipped rule.`,
    ])
}

/** The administrator role keeps the whole of roles and users. */
function checkKept({ world, fault }: Change, line: Line, at: string): void {
  const name = kept.registers.find((each) => each === line.register)
  if (!name || !world.catalog.has(name)) return
  const { label } = world.catalog.get(name)
  for (const right of kept.rights)
    if (line[right] !== 'all')
      fault(`${at}.${right}`, [
        `系统管理员对“${label[0]}”的此项权限须为“全部”，否则无人能再改回；请选“全部”或删去这一行。`,
        `The administrator role keeps this right over ${label[1]} at “All”, or nobody could undo it; choose “All” or delete the line.`,
      ])
  for (const list of ['hidden', 'readOnly'] as const)
    if (namesIn(line[list]).length > 0)
      fault(`${at}.${list}`, [
        `系统管理员在“${label[0]}”中不能有隐藏或只读字段，否则无人能再改回；请清空。`,
        `The administrator role has no hidden or read-only fields in ${label[1]}, or nobody could undo it; clear them.`,
      ])
}

/** Faults of the permission lines, each under the line it belongs to. */
export function checkPermissionLines(change: Change): void {
  const { after, fault } = change
  const lines: readonly Line[] = Array.isArray(after.permissions) ? after.permissions : []
  const seen = new Set<unknown>()
  for (const [index, line] of lines.entries()) {
    const at = `permissions.${index}`
    checkNames(change, line, at)
    if (after.code === 'administrator') checkKept(change, line, at)
    if (seen.has(line.register))
      fault('permissions', [
        `登记簿“${String(line.register)}”写了两行权限，请合并。`,
        `Register “${String(line.register)}” has two rows of rights; merge them.`,
      ])
    seen.add(line.register)
  }
}
