/** The profiles that ship with the product, by name. */
import { bankStatement } from './bankStatement.ts'
import { onlineRetail } from './onlineRetail.ts'
import type { Profile } from './profile.ts'

export type { Given, Opened } from './profile.ts'

export const shippedProfiles: Readonly<Record<string, Profile>> = { 'online-retail': onlineRetail, 'bank-statement': bankStatement }

/** The name of the profile that a file is read by: the one that was asked for, or the one that alone reads files of the register. */
export const profileFor = ({ profile, register }: { readonly profile?: string; readonly register?: string }): string | undefined =>
  profile ?? Object.entries(shippedProfiles).find(([, { alone }]) => register !== undefined && alone?.includes(register))?.[0]

export const shippedProfile = (name: string | null | undefined): Profile | undefined =>
  name !== null && name !== undefined && Object.hasOwn(shippedProfiles, name) ? shippedProfiles[name] : undefined
