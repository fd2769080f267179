import { claim, claimableOf, type Holding, transfer } from '../notes/share.ts'
import { type Columns, columnsOf } from './columns.ts'
import { type Random, randomFrom } from './random.ts'

export const SHARE_ACTIONS = { payIn: 0, claim: 1, transfer: 2 } as const
const HOLDERS = 4

type Series = { supply: bigint; paidIn: bigint; holdings: Holding[]; claimed: bigint[] }

const holdingAt = (series: Series, i: number): Holding => {
  const holding = series.holdings[i]
  if (!holding) throw new RangeError(`There is no holder ${i}.`)
  return holding
}

function openSeries(random: Random): Series {
  const greatest = random.pick([2n, 1_000n, 10n ** 12n, 10n ** 24n])
  const balances = Array.from({ length: HOLDERS }, (_, i) => random.amount(i === 0 ? 1n : 0n, greatest))
  return {
    supply: balances.reduce((sum, balance) => sum + balance, 0n),
    paidIn: 0n,
    holdings: balances.map((balance) => ({ balance, paidInSeen: 0n, remainder: 0n })),
    claimed: balances.map(() => 0n),
  }
}

/** Does one random thing to the series and tells which. */
function act(series: Series, random: Random): { kind: number; from: number; to: number; amount: bigint } {
  const from = random.number(0, HOLDERS - 1)
  const held = holdingAt(series, from).balance
  const kind = random.pick(held > 0n ? [0, 0, 1, 2] : [0, 1])
  if (kind === SHARE_ACTIONS.payIn) {
    const amount = random.pick([1n, random.amount(1n, 10n), random.amount(1n, series.supply * 2n)])
    series.paidIn += amount
    return { kind, from: 0, to: 0, amount }
  }
  if (kind === SHARE_ACTIONS.claim) {
    const { holding, claimed } = claim(holdingAt(series, from), series.paidIn, series.supply)
    series.holdings[from] = holding
    series.claimed[from] = (series.claimed[from] ?? 0n) + claimed
    // How much one claim pays depends on whether a transfer pays out or keeps for later; the entitlement does not.
    return { kind, from, to: from, amount: 0n }
  }
  const to = (from + random.number(1, HOLDERS - 1)) % HOLDERS
  const notes = random.pick([1n, held, random.amount(1n, held)])
  const moved = transfer(holdingAt(series, from), holdingAt(series, to), notes, series.paidIn)
  series.holdings[from] = moved.from
  series.holdings[to] = moved.to
  return { kind, from, to, amount: notes }
}

/** Cash shared over four holders under random payments, claims and transfers. A row per action. */
export function shareVectors(): Columns {
  const random = randomFrom(6)
  const rows = Array.from({ length: 100 }, (_, seriesIndex) => {
    const series = openSeries(random)
    const balances = series.holdings.map(({ balance }) => balance)
    return Array.from({ length: 12 }, () => {
      const action = act(series, random)
      const due = series.holdings.map((holding, i) => ({
        entitled: (series.claimed[i] ?? 0n) + claimableOf(holding, series.paidIn, series.supply),
        balance: holding.balance,
      }))
      return {
        series: seriesIndex,
        ...Object.fromEntries(balances.map((balance, i) => [`startBalance${i}`, balance])),
        ...action,
        paidIn: series.paidIn,
        ...Object.fromEntries(due.map(({ entitled }, i) => [`entitled${i}`, entitled])),
        ...Object.fromEntries(due.map(({ balance }, i) => [`balance${i}`, balance])),
      }
    })
  })
  return columnsOf(rows.flat())
}
