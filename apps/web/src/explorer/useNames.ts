import { useQuery } from '@tanstack/react-query'
import { demonstrationAccountsQuery, platformQuery } from '../api/queries.ts'
import { participantName } from '../format/names.ts'
import { shortened } from '../format/shortened.ts'
import { useI18n } from '../i18n/context.tsx'

const none = /^0x0{40}$/

/** Names for addresses: the platform's own contracts and the demonstration's people; the ends of any other. */
export function useNames(): (address: string) => string {
  const { t } = useI18n()
  const { data: platform } = useQuery(platformQuery)
  const { data: accounts } = useQuery(demonstrationAccountsQuery)
  return (address) => {
    if (none.test(address)) return t('words.unknown')
    const contract = Object.entries(platform?.contracts ?? {}).find(([, known]) => known === address)?.[0]
    if (contract) return t(`explorer.contract.${contract as 'notes'}`)
    const account = accounts?.find((one) => one.address.toLowerCase() === address)
    return account && account.participantId !== null
      ? participantName(account.participantId)
      : shortened(address)
  }
}
