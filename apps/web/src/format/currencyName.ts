import type { Currency } from '@hurong/sdk/api'
import type { I18n, MessageKey } from '../i18n/context.tsx'

/**
 * What a currency is called in the reader's language.
 * @param local Whether the chain is a local one: only there its test currencies may be known by their code, elsewhere
 *   anybody could give a token that code.
 */
export function currencyName({ symbol, name }: Currency, local: boolean, { message }: I18n): string {
  const known = local ? message(`currencies.${symbol}` as MessageKey) : undefined
  return known ?? (name === '' ? symbol : name)
}
