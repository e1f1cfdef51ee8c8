/** What series and places are called: most by their own value, what was put together or is empty by words. */
import type { Say } from '../../language/say.ts'
import { emptyName, restName } from './points.ts'

export const named = (say: Say, name: string): string =>
  name === restName ? say(['其他', 'Other']) : name === emptyName ? say(['（空）', '(empty)']) : name
