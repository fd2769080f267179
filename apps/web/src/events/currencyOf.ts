import type { ChainEvent, Currency } from '@hurong/sdk/api'

const currencyMask = (1n << 160n) - 1n

/** The currency an event's amounts are in: named by it, or inside the id of its series; undefined where it has neither. */
export function currencyOf(
  { data }: Pick<ChainEvent, 'data'>,
  currencies: readonly Currency[],
): Currency | undefined {
  const named = data.currency?.toLowerCase()
  const id = data.loanId ?? data.id
  return currencies.find(({ address }) =>
    named === undefined
      ? id !== undefined && BigInt(address) === ((BigInt(id) >> 80n) & currencyMask)
      : address.toLowerCase() === named,
  )
}
