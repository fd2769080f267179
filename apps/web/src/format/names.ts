import type { Participant } from '@hurong/sdk/api'

/** How people call a loan: L-17. */
export const loanName = (number: number): string => `L-${number}`

/** How people call a participant: P-0077. */
export const participantName = (id: Participant['participantId']): string =>
  `P-${String(id).padStart(4, '0')}`
