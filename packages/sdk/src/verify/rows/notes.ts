import { divDown } from '@hurong/finance'
import { zeroAddress } from 'viem'
import type { TimedLog } from '../../events/index.ts'
import { CASH_KINDS, loanNumberOf, unpackSeriesId } from '../../notes/index.ts'
import { eventIdOf, type Figures, keyOf, type Source, type Table } from './table.ts'

type NotesLog = Extract<TimedLog, { contract: 'notes' }>

const parts = ['principal', 'interest', 'late_interest', 'recovery', 'other'] as const
type Part = (typeof parts)[number]
type Parts = Record<Part, bigint>
const nothing = (): Parts => ({ principal: 0n, interest: 0n, late_interest: 0n, recovery: 0n, other: 0n })

/** A cash-in by the parts of the debt it paid. */
const partsOf = ({ args }: NotesLog & { name: 'PaidIn' }): Parts => {
  const kind = CASH_KINDS[args.kind]
  if (kind === 'recovery') return { ...nothing(), recovery: args.amount }
  if (kind !== 'repayment') return { ...nothing(), other: args.amount }
  const { amount, interest, lateInterest } = args
  const principal = amount - interest - lateInterest
  return { ...nothing(), principal, interest, late_interest: lateInterest }
}

const series = ({ events, books }: Source) => {
  const rows = new Map<string, Figures & { paidIn: Parts }>()
  for (const event of events) {
    if (event.contract !== 'notes') continue
    if (event.name === 'SeriesOpened') {
      const { id, issuerIndex, currency, number } = event.args
      const opened = { issuer_index: issuerIndex, currency, number, opened_at: event.time }
      rows.set(keyOf(id), { ...opened, paidIn: nothing() })
    }
    if (event.name === 'PaidIn') {
      const sums = rows.get(keyOf(event.args.id))?.paidIn
      if (sums !== undefined) for (const part of parts) sums[part] += partsOf(event)[part]
    }
  }
  return new Map(
    [...rows].map(([key, { paidIn, ...row }]) => {
      const book = books.series.get(BigInt(key))
      const { supply, released, claimed } = book ?? {}
      const split = Object.fromEntries(parts.map((part) => [`paid_in_${part}`, paidIn[part]]))
      return [key, { ...row, supply, released, claimed, paid_in: book?.paidIn, ...split }]
    }),
  )
}

interface Held {
  balance: bigint
  subscribed: bigint
  subscribedAt: number | null
  /** Sum over every cash-in of the notes held then times each part of it: a share, times the supply. */
  readonly shares: Parts
}

const holdings = ({ events, books }: Source) => {
  const all = new Map<bigint, Map<string, Held>>()
  const heldBy = (id: bigint, holder: string): Held => {
    const own = all.get(id) ?? new Map<string, Held>()
    all.set(id, own)
    const held = own.get(holder.toLowerCase()) ?? {
      balance: 0n,
      subscribed: 0n,
      subscribedAt: null,
      shares: nothing(),
    }
    own.set(holder.toLowerCase(), held)
    return held
  }
  for (const event of events) {
    if (event.contract !== 'notes') continue
    if (event.name === 'PaidIn')
      for (const held of all.get(event.args.id)?.values() ?? [])
        for (const part of parts) held.shares[part] += held.balance * partsOf(event)[part]
    if (event.name === 'Claimed') heldBy(event.args.id, event.args.holder)
    if (event.name !== 'Transfer') continue
    const { id, sender, receiver, amount } = event.args
    if (sender !== zeroAddress) {
      const from = heldBy(id, sender)
      from.balance -= amount
      if (receiver === zeroAddress) from.subscribed -= amount
    }
    if (receiver !== zeroAddress) {
      const to = heldBy(id, receiver)
      to.balance += amount
      if (sender === zeroAddress) {
        to.subscribed += amount
        to.subscribedAt = event.time
      }
    }
  }
  const rows = new Map<string, Figures>()
  for (const [id, holders] of all)
    for (const [account, { balance, subscribed, subscribedAt, shares }] of holders) {
      const book = books.series.get(id)?.holders.get(account as `0x${string}`)
      rows.set(keyOf(id, account), {
        balance,
        subscribed,
        subscribed_at: subscribedAt,
        paid_in_seen: book?.holding.paidInSeen,
        remainder: book?.holding.remainder,
        claimed: book?.claimed,
        ...Object.fromEntries(shared.map((part) => [`share of ${part}`, shares[part]])),
      })
    }
  return rows
}

/** Parts of the cash that a holding counts apart. */
const shared = ['principal', 'interest', 'late_interest', 'recovery'] as const

/** A share so far is what was noted and what came since: where the one ends and the other begins is no figure. */
const sharesOf =
  (paidIn: ReadonlyMap<string, Figures>) =>
  (row: Figures): Figures => {
    const whole = paidIn.get(keyOf(row.series_id)) ?? {}
    const big = (value: unknown) => BigInt(String(value ?? 0))
    return Object.fromEntries(
      shared.map((part) => {
        const since = big(whole[`paid_in_${part}`]) - big(row[`${part}_seen`])
        return [`share of ${part}`, big(row[`${part}_accrued`]) + big(row.balance) * since]
      }),
    )
  }

const heldCash = ({ books }: Source) =>
  new Map(
    [...books.held].flatMap(([currency, accounts]) =>
      [...accounts].map(([account, amount]) => [keyOf(currency, account), { amount }] as const),
    ),
  )

const claims = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events) {
    if (event.contract !== 'notes' || event.name !== 'Claimed') continue
    const { id, holder, amount } = event.args
    const { time: at, transactionHash: transaction } = event
    rows.set(keyOf(eventIdOf(event)), { series_id: id, holder, amount, at, transaction })
  }
  return rows
}

/** Outstanding principal of drawn loans as the events go by, and the notes there are of each series. */
const worths = () => {
  const outstanding = new Map<bigint, bigint>()
  const supply = new Map<bigint, bigint>()
  return {
    note: (event: TimedLog): void => {
      if (event.contract === 'loans' && event.name === 'LoanDrawn')
        outstanding.set(event.args.loanId, event.args.principal)
      if (event.contract === 'loans' && (event.name === 'Repaid' || event.name === 'LoanDefaulted'))
        outstanding.set(event.args.loanId, event.args.outstandingPrincipal)
      if (event.contract !== 'notes' || event.name !== 'Transfer') return
      const { id, sender, receiver, amount } = event.args
      const before = supply.get(id) ?? 0n
      if (sender === zeroAddress) supply.set(id, before + amount)
      if (receiver === zeroAddress) supply.set(id, before - amount)
    },
    /** Notes at their share of what is outstanding, all of it before the draw; rounded down. */
    of: (id: bigint, notes: bigint): bigint => {
      const left = outstanding.get(id)
      const all = supply.get(id) ?? 0n
      return left === undefined || all === 0n ? notes : divDown(notes * left, all)
    },
  }
}

const cashFlows = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  const worth = worths()
  const add = (event: TimedLog, id: bigint, holder: string, kind: string, amount: bigint, notes: bigint) => {
    const { currency } = unpackSeriesId(id)
    const { time: at, transactionHash: transaction } = event
    const flow = { kind, amount, notes, currency, loan_number: loanNumberOf(id), at, transaction }
    rows.set(keyOf(eventIdOf(event), holder), flow)
  }
  for (const event of events) {
    if (event.contract === 'notes' && event.name === 'Claimed')
      add(event, event.args.id, event.args.holder, 'claim', event.args.amount, 0n)
    if (event.contract === 'notes' && event.name === 'Transfer') {
      const { id, sender, receiver, amount } = event.args
      if (sender === zeroAddress) add(event, id, receiver, 'subscription', -amount, amount)
      else if (receiver === zeroAddress) add(event, id, sender, 'withdrawal', amount, -amount)
      else if (sender.toLowerCase() !== receiver.toLowerCase()) {
        add(event, id, sender, 'transferOut', worth.of(id, amount), -amount)
        add(event, id, receiver, 'transferIn', -worth.of(id, amount), amount)
      }
    }
    worth.note(event)
  }
  return rows
}

/** Series, who holds them, and the cash that went through them. */
export const noteTables: readonly Table[] = [
  { name: 'series', keys: ['series_id'], expected: series },
  {
    name: 'holdings',
    keys: ['series_id', 'holder'],
    expected: holdings,
    combine: (source) => sharesOf(series(source)),
  },
  { name: 'held_cash', keys: ['currency', 'account'], expected: heldCash },
  { name: 'claims', keys: ['id'], expected: claims },
  { name: 'cash_flows', keys: ['id', 'holder'], expected: cashFlows },
]
