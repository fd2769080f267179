import { useQuery } from '@tanstack/react-query'
import { portfolioQuery } from '../api/queries.ts'
import type { Acting } from './acting.ts'

/** Who the acting account belongs to; null for nobody verified, and until it is known of a wallet. */
export function useParticipantId(acting: Acting | null): number | null {
  const known = acting?.kind === 'demonstration' ? acting.participantId : null
  const { data } = useQuery({
    ...portfolioQuery(acting?.address ?? ''),
    enabled: acting !== null && known === null,
  })
  return known ?? data?.participantId ?? null
}
