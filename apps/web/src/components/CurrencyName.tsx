import { useQuery } from '@tanstack/react-query'
import { platformQuery } from '../api/queries.ts'
import { useCurrency } from '../api/useCurrency.ts'
import { currencyName } from '../format/currencyName.ts'
import { useI18n } from '../i18n/context.tsx'

/** A currency's name in the reader's language. */
export function useCurrencyName(address?: string): string {
  const i18n = useI18n()
  const { data: platform } = useQuery(platformQuery)
  return currencyName(useCurrency(address), platform?.local ?? false, i18n)
}

/** The same as an element. */
export const CurrencyName = ({ address }: { readonly address: string }) => useCurrencyName(address)
