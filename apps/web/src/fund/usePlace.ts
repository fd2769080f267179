import { formatUnits } from '@hurong/finance'
import { useLocation, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { type FundPlace, unitsOf } from './place.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Account that came to a step of the funding flow from the step before it. */
    fundingBy?: string
  }
}

/** Where the flow is, in the address and the browser's history, and the ways on and back. */
export function usePlace(decimals: number, account: string) {
  const place = useSearch({ from: '/loans/$number/fund' })
  const by = useLocation({ select: ({ state }) => state.fundingBy })
  const navigate = useNavigate({ from: '/loans/$number/fund' })
  const { history } = useRouter()
  const units = unitsOf(place, decimals)
  /** The same entry of the history, with another place in it. */
  const replace = (search: FundPlace) => navigate({ search, replace: true, state: true, resetScroll: false })
  const amountOf = (next: bigint | null) => (next === null ? {} : { amount: formatUnits(next, decimals) })
  return {
    place,
    by,
    units,
    /** Keeps the amount of this step. */
    keep: async (next: bigint | null): Promise<void> => {
      const { amount: _old, ...rest } = place
      if (next !== units) await replace({ ...rest, ...amountOf(next) })
    },
    /** A step on. The step left keeps the amount, for going back to it. */
    on: async (step: 'check' | 'confirm', next: bigint): Promise<void> => {
      const { amount: _old, ...rest } = place
      if (next !== units) await replace({ ...rest, ...amountOf(next) })
      await navigate({ search: { step, ...amountOf(next) }, state: { fundingBy: account } })
    },
    /** A step back: through the history where it came from there. */
    back: (step: 'check' | undefined): void => {
      if (by !== undefined) history.back()
      else void replace({ ...(step ? { step } : {}), ...amountOf(units) })
    },
    /** From now on this entry of the history sends nothing. */
    sent: (): void => void replace({ step: 'sent' }),
  }
}
