import { divDown } from '@hurong/finance'
import type { Statistics } from '@hurong/sdk/api'

type OfCurrency = Statistics['currencies'][number]

/** One part of all that was lent; the parts add up to the whole. */
export interface Part {
  readonly key: 'repaid' | 'onTime' | 'late' | 'lost'
  readonly amount: bigint
  /** Of all that was lent, millionths, rounded down. */
  readonly share: bigint
}

const scale = 1_000_000n

/** Where every unit ever lent is now. Recovered principal counts as repaid, so that the four parts make the whole. */
export function partsOfLent(of: OfCurrency): readonly Part[] {
  const lent = BigInt(of.lent)
  const onTime = BigInt(of.outstandingOnTime)
  const late = BigInt(of.outstandingLate)
  const lost = BigInt(of.outstandingDefaulted)
  const part = (key: Part['key'], amount: bigint): Part => ({
    key,
    amount,
    share: lent === 0n ? 0n : divDown(amount * scale, lent),
  })
  return [
    part('repaid', lent - onTime - late - lost),
    part('onTime', onTime),
    part('late', late),
    part('lost', lost),
  ]
}

/** What lenders got and lost so far, base units. */
export function resultOf(of: OfCurrency) {
  const interest = BigInt(of.interestReceived) + BigInt(of.lateInterestReceived)
  const net = interest - BigInt(of.outstandingDefaulted)
  return { interest, net, netWithLateLost: net - BigInt(of.outstandingLate) }
}
