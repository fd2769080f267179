import type { ChainEvent } from '@hurong/sdk/api'

const paymentOf = ({ transaction, loanNumber }: ChainEvent) => `${transaction} ${loanNumber}`

/** Events of a loan that say what cash came in by them. */
const saysCash = new Set(['Repaid', 'LoanCancelled'])

/** Cash that comes in is told by the loan and by the ledger it is shared through; one line says both. */
export function toldOnce(events: readonly ChainEvent[]): readonly ChainEvent[] {
  const told = new Set(events.filter(({ type }) => saysCash.has(type)).map(paymentOf))
  return events.filter((event) => event.type !== 'PaidIn' || !told.has(paymentOf(event)))
}
