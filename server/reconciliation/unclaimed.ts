/** Which bank lines are unclaimed money 待认领 (PAY-14): in no match wholly, set aside by nobody, claimed by nobody. Asked by matching, the month and its reports alike. */

/** States of a line of which something is left that matching may take and nobody has claimed. */
export const unclaimedStates = ['open', 'proposed', 'partly'] as const
