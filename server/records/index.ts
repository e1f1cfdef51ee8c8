/** The verbs: everything that can be done with the records of any register. */
export { create, createMany, move, recover, remove, removeMany, update, updateMany } from './change.ts'
export { find, getMany } from './find.ts'
export { get, reveal } from './get.ts'
export { history, restore } from './history.ts'
export { noteReading } from './reads.ts'
export type { Change, Rules, Stored, StoredRecord } from './rules.ts'
export { together, type World } from './world.ts'
export { examineMany, type Item, writeMany } from './write.ts'
