import { useQuery } from '@tanstack/react-query'
import { useActing } from '../account/acting.ts'
import { chainQuery } from './chainQuery.ts'

type Hex = `0x${string}`

/**
 * How an account lets a contract take money: in the same act as what it is for, by a signature, or by a transaction of its own
 * before.
 */
export type PermissionKind = 'together' | 'signed' | 'before'

const takesPermitQuery = (currency: string, account: string) => ({
  ...chainQuery(['takesPermit', currency, account], (hurong) =>
    hurong.currency.takesPermitOf({ currency: currency as Hex, account: account as Hex }),
  ),
  // No block changes it, so it is not read again with what blocks change.
  queryKey: ['takesPermit', currency, account],
  staleTime: Number.POSITIVE_INFINITY,
})

/** Of the acting account in a currency. What is not known yet is done by the way that always works. */
export function usePermissionKind(currency: string): PermissionKind {
  const acting = useActing()
  const { data: signed = false } = useQuery({
    ...takesPermitQuery(currency, acting?.address ?? ''),
    enabled: acting !== null && acting.kind !== 'passkey',
  })
  if (acting?.kind === 'passkey') return 'together'
  return signed ? 'signed' : 'before'
}
