/** `defineRegister('customers', '客户', 'Customers', { … })`: the one way to write a register. */
import type { Move, Register, RegisterOptions, Section } from './types.ts'

export const defineRegister = (name: string, chinese: string, english: string, options: RegisterOptions): Register => ({
  name,
  label: [chinese, english],
  ...options,
})

export const section = (chinese: string, english: string, fields: readonly string[]): Section => ({ label: [chinese, english], fields })

export const move = (chinese: string, english: string, options: Omit<Move, 'label'>): Move => ({ label: [chinese, english], ...options })
