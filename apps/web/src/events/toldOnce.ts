import type { ChainEvent } from '@hurong/sdk/api'

const paymentOf = ({ transaction, loanNumber }: ChainEvent) => `${transaction} ${loanNumber}`

/** A payment is told by the loan and by the ledger it is shared through; one line says both. */
export function toldOnce(events: readonly ChainEvent[]): readonly ChainEvent[] {
  const repaid = new Set(events.filter(({ type }) => type === 'Repaid').map(paymentOf))
  return events.filter((event) => event.type !== 'PaidIn' || !repaid.has(paymentOf(event)))
}
