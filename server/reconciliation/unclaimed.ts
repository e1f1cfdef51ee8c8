/** The classes of bank lines (PAY-14), each line in one of them. Asked by matching, the board, the month and its reports alike. */

/** Unclaimed money 待认领: something is left, no proposal takes it, and nobody has claimed it. */
export const unclaimedStates = ['open', 'partly'] as const

/** Lines of which matching may take what is left: nobody has claimed them or set them aside. */
export const matchableStates = [...unclaimedStates, 'proposed'] as const
