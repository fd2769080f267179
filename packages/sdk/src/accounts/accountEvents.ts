import {
  type Address,
  type DecodeEventLogReturnType,
  decodeEventLog,
  encodeEventTopics,
  type Hex,
  type Log,
} from 'viem'
import type { ReadContext } from '../client/index.ts'
import { passkeyAccountAbi } from '../generated/abi/index.ts'
import { isPlatformAccount } from './cloneOf.ts'

export type AccountEvent = DecodeEventLogReturnType<typeof passkeyAccountAbi>
export type AccountEventName = AccountEvent['eventName']

/** The first topics of some events of accounts. */
export const accountEventTopics = (names: readonly AccountEventName[]): readonly Hex[] =>
  names.map((eventName) => encodeEventTopics({ abi: passkeyAccountAbi, eventName })[0] as Hex)

/** @returns undefined for another contract's event of the same name and other fields. */
export const decodeAccountEvent = (log: Pick<Log, 'data' | 'topics'>): AccountEvent | undefined => {
  try {
    return decodeEventLog({ abi: passkeyAccountAbi, data: log.data, topics: log.topics })
  } catch {
    return undefined
  }
}

/** Addresses whose answer is kept; all are forgotten when there are more, which others may make there be. */
const kept = 10_000

/** Tells accounts of the platform's factory from whatever else emits events like theirs, and asks the chain once of each. */
export const rememberAccounts = (context: ReadContext): ((address: Address) => Promise<boolean>) => {
  const known = new Map<Address, boolean>()
  return async (address) => {
    const found = known.get(address)
    if (found !== undefined) return found
    const answer = await isPlatformAccount(context, address)
    if (known.size >= kept) known.clear()
    known.set(address, answer)
    return answer
  }
}
