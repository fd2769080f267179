import type { Hurong } from '@hurong/sdk'
import type { LoanStatus, LoanSummary, Page } from '@hurong/sdk/api'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { readApi } from '../api/client.ts'
import { orFromChain } from '../api/orFromChain.ts'
import { chainQuery } from '../chain/chainQuery.ts'
import { coveredBy, isEven, nextOf, rankedFor } from './choosing.ts'
import type { Tour } from './steps.ts'

const running: readonly LoanStatus[] = ['active', 'late']
const gone: readonly LoanStatus[] = ['defaulted', 'writtenOff', 'recovered', 'late', 'active']

const loansOf = async (statuses: readonly LoanStatus[]): Promise<readonly LoanSummary[]> => {
  const query = { status: statuses.join(','), limit: 100 }
  const { items } = await orFromChain(
    () => readApi<Page<LoanSummary>>('/loans', query),
    (chain) => chain.loansFromChain(query, null),
  )
  return items
}

/** Instalments the borrowers can still pay out of what they have and permitted, by the loan's number. */
async function coveredOf(
  hurong: Hurong,
  loans: readonly LoanSummary[],
): Promise<ReadonlyMap<number, number>> {
  const found = await Promise.all(
    loans.map(async ({ number, loanId, instalment }) => {
      const { wallet: account, autoRepay, currency } = await hurong.loans.readLoan({ loanId: BigInt(loanId) })
      // Who pays by hand may pay or not: nobody can tell.
      if (!autoRepay) return []
      const [balance, allowance] = await Promise.all([
        hurong.currency.readBalance({ currency, account }),
        hurong.currency.readAllowance({ currency, account }),
      ])
      return [[number, coveredBy(balance, allowance, BigInt(instalment))] as const]
    }),
  )
  return new Map(found.flat())
}

/** Numbers of the loans to follow, best first: where time can be moved, one that runs late in a while. */
const rankedQuery = (local: boolean) =>
  chainQuery(['tour', local], async (hurong) => {
    const loans = await loansOf(local ? running : gone)
    if (loans.length === 0) return rankedFor(await loansOf([]), undefined)
    const active = loans.filter(({ status, terms }) => status === 'active' && isEven(terms))
    return rankedFor(loans, local ? await coveredOf(hurong, active) : undefined)
  })

/** The one loan the tour follows: chosen when it begins, then kept in the address until the visitor takes another. */
export function useTourLoan(local: boolean | undefined) {
  const { loan } = useSearch({ from: '/learn' })
  const navigate = useNavigate({ from: '/learn' })
  const client = useQueryClient()
  const [none, setNone] = useState(false)
  const choose = async (): Promise<void> => {
    if (local === undefined) return
    try {
      const next = nextOf(await client.fetchQuery(rankedQuery(local)), loan)
      setNone(next === undefined)
      if (next !== undefined)
        await navigate({ search: (now: Tour) => ({ ...now, loan: next }), replace: true, resetScroll: false })
    } catch {
      setNone(true)
    }
  }
  // Chosen once, when the address names none.
  const wanted = loan === undefined && local !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: `choose` is another one with every drawing.
  useEffect(() => {
    if (wanted) void choose()
  }, [wanted])
  return { loan, none: none && loan === undefined, another: () => void choose() }
}
