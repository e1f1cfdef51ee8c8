/** Which bank lines are unclaimed money 待认领 (PAY-14): what is open of them is explained by no paper, and nobody has claimed it. Asked by matching, the month and its reports alike. */

/** States of a line that matching may still take and nobody has claimed. */
export const unclaimedStates = ['open', 'proposed', 'partly'] as const
/** The same with what somebody claimed and finance has not confirmed: all that the month still has to explain. */
export const unexplainedStates = [...unclaimedStates, 'claimed'] as const
