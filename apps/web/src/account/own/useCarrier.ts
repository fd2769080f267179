import { useQuery } from '@tanstack/react-query'
import { platformQuery } from '../../api/queries.ts'
import { useServerGone } from '../../api/reachability.ts'
import type { ServerCarrier } from '../../chain/serverCarrier.ts'
import { useI18n } from '../../i18n/context.tsx'
import { type Acting, useActing, useDemonstrationAccounts } from '../acting.ts'

/**
 * Who brings to the chain what anybody may: whoever acts here with money for the network's fee, else the platform's server, else on a
 * local chain any demonstration account. An account of a passkey calls no account but itself. Null where nobody is at hand.
 */
export function useCarrier(): Acting | ServerCarrier | null {
  const { language } = useI18n()
  const acting = useActing()
  const gone = useServerGone()
  const { data: platform } = useQuery(platformQuery)
  const [anybody] = useDemonstrationAccounts()
  if (acting && acting.kind !== 'passkey') return acting
  const server = platform?.accounts?.carrier
  if (server && !gone) return { kind: 'server', address: server as `0x${string}` }
  if (anybody === undefined) return null
  const { role, participantId } = anybody
  return {
    ...{ kind: 'demonstration', role, participantId, name: anybody.name[language] },
    address: anybody.address as `0x${string}`,
    privateKey: anybody.privateKey as `0x${string}`,
  }
}
