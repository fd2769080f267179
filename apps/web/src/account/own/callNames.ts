import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { deploymentOf } from '../../chain/deployment.ts'
import { useWords, type WordKey } from '../words/words.ts'

type Hex = `0x${string}`

/** What a call does in words, by the contract it goes to and its function. */
export function useDeedName() {
  const { message, t } = useWords()
  return (contract: string | undefined, functionName: string | undefined): string =>
    message(`own.call.${contract}.${functionName}` as WordKey) ??
    t('own.call.other', { contract: contract ?? '?', name: functionName ?? '?' })
}

/** The same by the address and the selector of the call. */
export function useCallName() {
  const deedName = useDeedName()
  const { data: sdk } = useQuery({
    queryKey: ['sdk', 'accounts'],
    queryFn: () => import('@hurong/sdk/accounts'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (platform: Platform, target: Hex, selector: Hex): string => {
    const contract = sdk?.contractOf(deploymentOf(platform), target)
    return deedName(contract, sdk?.functionNameIn(contract, selector) ?? selector)
  }
}
