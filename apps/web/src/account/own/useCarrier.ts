import { useI18n } from '../../i18n/context.tsx'
import { type Acting, useActing, useDemonstrationAccounts } from '../acting.ts'

/**
 * Who brings to the chain what anybody may: whoever acts here with money for the network's fee; on a local chain any
 * demonstration account. An account of a passkey calls no account but itself. Null where nobody is at hand.
 */
export function useCarrier(): Acting | null {
  const acting = useActing()
  const { language } = useI18n()
  const [anybody] = useDemonstrationAccounts()
  if (acting && acting.kind !== 'passkey') return acting
  if (anybody === undefined) return null
  const { role, participantId } = anybody
  return {
    ...{ kind: 'demonstration', role, participantId, name: anybody.name[language] },
    address: anybody.address as `0x${string}`,
    privateKey: anybody.privateKey as `0x${string}`,
  }
}
