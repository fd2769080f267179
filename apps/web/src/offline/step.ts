/** Loans read from the chain in one step while the server is gone; each costs several calls to the node. */
export const loansAtOnce = 24
