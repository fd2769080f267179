import type { DecodedLog } from '@hurong/sdk'
import type { ChainEvent } from '@hurong/sdk/api'

/** An event as the chain tells it: it says nothing of who is behind a wallet. */
export type BareEvent = Omit<ChainEvent, 'people'>

type Args = Readonly<Record<string, unknown>>

/** An event's fields as strings, those of a struct by their dotted path: the API's way. */
export function dataOf(args: Args, prefix = '', data: Record<string, string> = {}): Record<string, string> {
  for (const [name, value] of Object.entries(args)) {
    if (typeof value === 'object' && value !== null) dataOf(value as Args, `${prefix}${name}.`, data)
    else data[prefix + name] = String(value)
  }
  return data
}

const numberMask = (1n << 80n) - 1n
const issuerShift = 240n

const seriesOf = (args: Args): bigint | undefined => {
  const id = args.loanId ?? args.id
  return typeof id === 'bigint' ? id : undefined
}

/**
 * An event read from the chain in the API's shape, so that it is told in the same words.
 * @param at Seconds: its block's time.
 * @param loansIndex Index of `Loans` in series ids; other issuers' series are no loans.
 */
export function toChainEvent(event: DecodedLog, at: number, loansIndex = 1n): BareEvent {
  const args = event.args as Args
  const series = seriesOf(args)
  return {
    id: `${event.blockNumber}-${event.logIndex}`,
    type: event.name,
    at,
    block: Number(event.blockNumber),
    transaction: event.transactionHash,
    logIndex: event.logIndex,
    loanNumber:
      series !== undefined && series >> issuerShift === loansIndex ? Number(series & numberMask) : null,
    participantId: Number(args.participantId ?? args.borrowerId ?? 0) || null,
    data: dataOf(args),
  }
}
