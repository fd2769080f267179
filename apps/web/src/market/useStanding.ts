import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { useActing } from '../account/acting.ts'
import { chainQuery } from '../chain/chainQuery.ts'
import { type Standing, type WhyNot, whyNot } from './whyNot.ts'

/** How the acting account stands, for every loan of a page; undefined where it is not known. */
export const StandingContext = createContext<Standing | undefined>(undefined)

/** Why the acting account may not fund a loan; null where nothing is known against it. */
export function useWhyNot(): (loan: Parameters<typeof whyNot>[1]) => WhyNot | null {
  const standing = useContext(StandingContext)
  return (loan) => (standing ? whyNot(standing, loan) : null)
}

/**
 * How the acting account stands, asked once for all loans of a page; undefined until it is known, and for nobody.
 * @param after Whether the loans are there: they do not wait for it.
 */
export function useStanding(after: boolean): Standing | undefined {
  const acting = useActing()
  const address = acting?.address
  const { data } = useQuery({
    ...chainQuery(['mayFund', address ?? ''], async (hurong) => {
      const { readStanding } = await import('./readStanding.ts')
      return readStanding(hurong, address as `0x${string}`)
    }),
    enabled: address !== undefined && after,
    staleTime: 60_000,
  })
  return address === undefined ? undefined : data
}
