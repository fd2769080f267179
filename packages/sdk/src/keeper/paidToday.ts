import type { Address } from 'viem'
import type { HurongContext } from '../client/index.ts'
import { readDone } from './readDone.ts'

const secondsADay = 86_400

/**
 * What is paid for somebody's calls, which are theirs to choose and could be made to cost any amount: gas for one, how many a day, and
 * how many for all together, as accounts cost nothing to make.
 */
export const paidForOthers = { gas: 2_000_000n, aDay: 10, ofAll: 1_000 } as const

/** Counts what was paid for each account on the day it is by the chain's time. @param ofAll The most for all of them together. */
export const countPaid = (context: HurongContext, ofAll: number) => {
  let today: { readonly day: number; readonly paid: Map<Address, number> } | undefined
  let sum = 0
  const of = (account: Address): number => today?.paid.get(account) ?? 0
  return {
    /** Begins a new day if it is one. What was done on it before the start is read from the chain. @throws HurongError */
    begin: async (now: number): Promise<void> => {
      const day = Math.trunc(now / secondsADay)
      if (today?.day === day) return
      const own = context.walletClient?.account
      const paid =
        own === undefined
          ? new Map<Address, number>()
          : await readDone(context, own.address, day * secondsADay)
      today = { day, paid }
      sum = [...paid.values()].reduce((before, calls) => before + calls, 0)
    },
    of,
    mayPay: (account: Address): boolean => sum < ofAll && of(account) < paidForOthers.aDay,
    note: (account: Address): void => {
      today?.paid.set(account, of(account) + 1)
      sum += 1
    },
  }
}
