import type { Address } from 'viem'
import { currencyAbi } from '../abi/index.ts'
import type { ReadContext } from '../client/index.ts'
import { read } from '../client/index.ts'
import { toHurongError } from '../errors/index.ts'
import { PARTICIPANT_STATUSES } from '../participants/index.ts'
import { type Books, bookOf, type SeriesBook } from './books.ts'
import { type Difference, differences } from './difference.ts'
import { claimableIn } from './replayNotes.ts'

const frozenStatus = PARTICIPANT_STATUSES.indexOf('frozen')

/** A check still to be made; they run many at a time. */
export type Check = () => Promise<Difference[]>

/** A series and its holders: what is stored, and that it adds up. */
export const seriesChecks = (context: ReadContext, at: bigint, series: SeriesBook): Check[] => {
  const where = `series ${series.id}`
  const { supply, released, paidIn } = series
  const whole = async () => {
    const stored = await read(context, 'notes', 'series', [series.id], at)
    const sum = [...series.holders.values()].reduce((total, { holding }) => total + holding.balance, 0n)
    const dust = [...series.holders.values()].reduce(
      (left, holder) => left - holder.claimed - claimableIn(series, holder),
      paidIn,
    )
    const holders = BigInt(series.holders.size)
    return [
      ...differences(where, { supply, released, paidIn }, { ...stored }),
      ...differences(where, { 'sum of holdings': sum }, { 'sum of holdings': stored.supply }),
      ...(dust >= 0n && (dust <= holders || series.supply === 0n)
        ? []
        : [
            {
              where,
              what: 'paid in less claimed and claimable',
              expected: `0 to ${holders}`,
              found: String(dust),
            },
          ]),
    ]
  }
  const each = [...series.holders].map(([account, holder]) => async () => {
    const [stored, claimable] = await Promise.all([
      read(context, 'notes', 'holding', [series.id, account], at),
      read(context, 'notes', 'claimable', [series.id, account], at),
    ])
    const { flagged } = holder
    const { balance, paidInSeen, remainder } = holder.holding
    const subscribedAt = paidInSeen === 0n ? holder.subscribedAt : 0
    return differences(
      `${where} holder ${account}`,
      { balance, paidInSeen, remainder, subscribedAt, flagged, claimable: claimableIn(series, holder) },
      { ...stored, claimable },
    )
  })
  return [whole, ...each]
}

/** What is held by currency and account; nothing for holders of whom nothing was told. */
const heldByAll = (books: Books): Books['held'] => {
  const all: Books['held'] = new Map()
  for (const { currency, holders } of books.series.values())
    for (const holder of holders.keys()) bookOf(all, currency, () => new Map()).set(holder, 0n)
  for (const [currency, accounts] of books.held)
    for (const [account, amount] of accounts) bookOf(all, currency, () => new Map()).set(account, amount)
  return all
}

/** Per currency: the vault has at least what it owes; and what is held for each account. */
export const vaultChecks = (context: ReadContext, at: bigint, books: Books): Check[] => {
  const owed = new Map<Address, bigint>()
  for (const series of books.series.values()) {
    let sum = series.supply - series.released
    for (const holder of series.holders.values()) sum += claimableIn(series, holder)
    owed.set(series.currency, (owed.get(series.currency) ?? 0n) + sum)
  }
  const checks: Check[] = []
  for (const [currency, accounts] of heldByAll(books))
    for (const [account, amount] of accounts) {
      owed.set(currency, (owed.get(currency) ?? 0n) + amount)
      checks.push(async () => {
        const held = await read(context, 'notes', 'heldCash', [currency, account], at)
        return differences(
          `currency ${currency}`,
          { [`held for ${account}`]: amount },
          { [`held for ${account}`]: held },
        )
      })
    }
  for (const [currency, least] of owed)
    checks.push(async () => {
      const args = [context.deployment.contracts.notes] as const
      const call = {
        address: currency,
        abi: currencyAbi,
        functionName: 'balanceOf',
        args,
        blockNumber: at,
      } as const
      const balance = await context.publicClient.readContract(call).catch((error: unknown) => {
        throw toHurongError(error)
      })
      return balance >= least
        ? []
        : [
            {
              where: `currency ${currency}`,
              what: 'cash in Notes',
              expected: `at least ${least} (escrow, claimable and held)`,
              found: String(balance),
            },
          ]
    })
  const freezeCheck =
    (account: Address, status: number | undefined): Check =>
    async () =>
      differences(
        `account ${account}`,
        { frozen: status === frozenStatus },
        { frozen: await read(context, 'notes', 'isFrozen', [account], at) },
      )
  for (const { status, wallets } of books.participants.values())
    for (const account of wallets) checks.push(freezeCheck(account, status))
  for (const [account, participantId] of books.formerWallets)
    checks.push(freezeCheck(account, books.participants.get(participantId)?.status))
  return checks
}
