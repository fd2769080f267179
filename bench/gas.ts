import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, Figure } from './results.ts'

const snapshot = join(import.meta.dirname, '..', 'contracts', 'snapshots', 'gas.json')

/** Whole-transaction gas to reach, by key; a key that begins with one of these has its goal. */
const goals: readonly (readonly [string, string])[] = [
  ['gas.fund.newToSeries', '<= 88000'],
  ['gas.fund.again', '<= 71000'],
  ['gas.fund.perFurtherLoan', '<= 38000'],
  ['gas.repay.instalment', '<= 72000'],
  ['gas.claim.one', '<= 49000'],
  ['gas.claim.perFurtherSeries', '<= 10000'],
  ['gas.transfer', '<= 62000'],
  ['gas.account.fund.overhead', '<= 60000'],
  ['gas.account.fundTogether.overhead', '<= 60000'],
]

/** Takes the gas figures over from the snapshot that the contract tests commit. */
export const bench: Bench = async () => {
  const gas = JSON.parse(readFileSync(snapshot, 'utf8')) as Record<string, string | number>
  return Object.fromEntries(
    Object.entries(gas).map(([key, value]): [string, Figure] => {
      const goal = goals.find(([start]) => key === start || key.startsWith(`${start}.`))?.[1]
      return [key, { value: Number(value), unit: 'gas', ...(goal === undefined ? {} : { goal }) }]
    }),
  )
}
