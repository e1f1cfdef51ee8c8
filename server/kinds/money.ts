/** An amount of yuan, kept in 分. */
import type { MoneyField } from '../definition/types.ts'
import { scaled } from './scaled.ts'

export const money = scaled<MoneyField>(() => 2, 'yuan as decimal text')
