/** The profiles that ship with the product, by name. */
import { bankStatement } from './bankStatement.ts'
import { onlineRetail } from './onlineRetail.ts'
import type { Profile } from './profile.ts'

export type { Given, Opened } from './profile.ts'

export const shippedProfiles: Readonly<Record<string, Profile>> = { 'online-retail': onlineRetail, 'bank-statement': bankStatement }

export const shippedProfile = (name: string | null | undefined): Profile | undefined =>
  name !== null && name !== undefined && Object.hasOwn(shippedProfiles, name) ? shippedProfiles[name] : undefined
