import { type ContractName, contractAbis, currencyAbi, decodeLogs, type Hurong } from '@hurong/sdk'
import type { ChainEvent } from '@hurong/sdk/api'
import { type Abi, decodeFunctionData, type Hex, parseEventLogs } from 'viem'
import type { Reason } from '../chain/txState.ts'
import { openChain } from './chain.ts'
import { addressesIn, type People, withPeople } from './people.ts'
import { peopleBehind } from './peopleBehind.ts'
import { toChainEvent } from './toChainEvent.ts'

/** Money that moved from one account to another. */
export interface CashMove {
  readonly from: string
  readonly to: string
  readonly amount: bigint
  readonly currency: string
}

export interface TransactionTold {
  readonly hash: Hex
  readonly block: number
  /** Seconds. */
  readonly at: number
  readonly from: Hex
  readonly to: Hex | null
  /** `loans.repay`, where it called one of the platform's contracts. */
  readonly call: string | undefined
  readonly events: readonly ChainEvent[]
  readonly cash: readonly CashMove[]
  /** Those behind any address of it. */
  readonly people: People
  /** Why it failed; undefined where it did not. */
  readonly failure: Reason | undefined
}

const contractAt = (hurong: Hurong, address: Hex | null): ContractName | undefined =>
  (Object.entries(hurong.context.deployment.contracts) as [ContractName, string][]).find(
    ([, known]) => known.toLowerCase() === address?.toLowerCase(),
  )?.[0]

function calledName(contract: ContractName | undefined, input: Hex): string | undefined {
  if (contract === undefined) return undefined
  try {
    return `${contract}.${decodeFunctionData({ abi: contractAbis[contract] as Abi, data: input }).functionName}`
  } catch {
    return contract
  }
}

async function failureOf(hurong: Hurong, hash: Hex): Promise<Reason> {
  try {
    await hurong.waitFor(hash)
  } catch (error) {
    const { name, kind = 'other', args = {} } = error as Reason
    return { name, kind, args }
  }
  return { name: 'Unexpected', kind: 'other', args: {} }
}

/**
 * Tells what a transaction did, straight from a node.
 * @returns null where the chain has no such transaction.
 */
export async function readTransaction(hash: Hex): Promise<TransactionTold | null> {
  const hurong = await openChain()
  const { publicClient, deployment } = hurong.context
  const missing = (error: unknown) => {
    if (/NotFoundError/.test((error as Error).name)) return null
    throw error
  }
  const [receipt, transaction] = await Promise.all([
    publicClient.getTransactionReceipt({ hash }).catch(missing),
    publicClient.getTransaction({ hash }).catch(missing),
  ])
  if (receipt === null || transaction === null) return null
  const { timestamp } = await publicClient.getBlock({ blockNumber: receipt.blockNumber })
  const at = Number(timestamp)
  const currencies = new Set(deployment.currencies.map(({ address }) => address.toLowerCase()))
  const transfers = parseEventLogs({ abi: currencyAbi, eventName: 'Transfer', logs: receipt.logs })
  const events = decodeLogs(deployment, receipt.logs).map((event) => toChainEvent(event, at))
  const cash = transfers
    .filter(({ address }) => currencies.has(address.toLowerCase()))
    .map(({ args, address }) => ({
      from: args.from.toLowerCase(),
      to: args.to.toLowerCase(),
      amount: args.value,
      currency: address.toLowerCase(),
    }))
  const people = await peopleBehind(hurong.context, [
    receipt.from,
    ...cash.flatMap(({ from, to }) => [from, to]),
    ...addressesIn(events),
  ])
  return {
    hash,
    block: Number(receipt.blockNumber),
    at,
    from: receipt.from,
    to: receipt.to,
    call: calledName(contractAt(hurong, receipt.to), transaction.input),
    events: events.map((event) => withPeople(event, people)),
    cash,
    people,
    failure: receipt.status === 'success' ? undefined : await failureOf(hurong, hash),
  }
}
