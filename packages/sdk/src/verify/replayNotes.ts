import { accruedOf, claim, claimableOf, NO_HOLDING, transfer } from '@hurong/finance'
import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import type { TimedLog } from '../events/index.ts'
import { unpackSeriesId } from '../notes/index.ts'
import { type Books, bookOf, expectEqual, type HolderBook, type SeriesBook } from './books.ts'

export type NotesLog = Extract<TimedLog, { contract: 'notes' }>

const lower = (address: Address): Address => address.toLowerCase() as Address

const seriesOf = (books: Books, id: bigint): SeriesBook =>
  bookOf(books.series, id, () => ({
    id,
    currency: unpackSeriesId(id).currency,
    supply: 0n,
    released: 0n,
    paidIn: 0n,
    claimed: 0n,
    holders: new Map(),
  }))

const holderOf = (series: SeriesBook, holder: Address): HolderBook =>
  bookOf(series.holders, lower(holder), () => ({
    holding: NO_HOLDING,
    subscribedAt: 0,
    claimed: 0n,
    flagged: false,
  }))

const heldOf = (books: Books, currency: Address) => bookOf(books.held, lower(currency), () => new Map())

const changeHeld = (books: Books, currency: Address, account: Address, by: bigint): void => {
  const held = heldOf(books, currency)
  held.set(lower(account), (held.get(lower(account)) ?? 0n) + by)
}

const moveNotes = (books: Books, event: NotesLog & { name: 'Transfer' }): void => {
  const { id, sender, receiver, amount } = event.args
  const series = seriesOf(books, id)
  if (sender === zeroAddress) {
    expectEqual(books, event, 'cash shared before a subscription', 0n, series.paidIn)
    const holder = holderOf(series, receiver)
    holder.holding = { ...holder.holding, balance: holder.holding.balance + amount }
    holder.subscribedAt = event.time
    series.supply += amount
    return
  }
  const from = holderOf(series, sender)
  if (amount > from.holding.balance) {
    expectEqual(books, event, `notes of ${sender}`, `at least ${amount}`, from.holding.balance)
    return
  }
  if (receiver === zeroAddress) {
    from.holding = { ...from.holding, balance: from.holding.balance - amount }
    if (from.holding.balance === 0n) from.subscribedAt = 0
    series.supply -= amount
    return
  }
  if (lower(sender) === lower(receiver)) {
    const remainder = accruedOf(from.holding, series.paidIn)
    from.holding = { ...from.holding, paidInSeen: series.paidIn, remainder }
    return
  }
  const to = holderOf(series, receiver)
  const moved = transfer(from.holding, to.holding, amount, series.paidIn)
  from.holding = moved.from
  to.holding = moved.to
}

const payOut = (books: Books, event: NotesLog & { name: 'Claimed' }): void => {
  const series = seriesOf(books, event.args.id)
  const holder = holderOf(series, event.args.holder)
  const { amount } = event.args
  if (series.supply === 0n) {
    expectEqual(books, event, 'claimed of a series without notes', 0n, amount)
    return
  }
  const { holding, claimed } = claim(holder.holding, series.paidIn, series.supply)
  expectEqual(books, event, `claimable of ${event.args.holder}`, claimed, amount)
  holder.holding = holding
  holder.claimed += amount
  series.claimed += amount
}

const payIn = (books: Books, event: NotesLog & { name: 'PaidIn' }): void => {
  const series = seriesOf(books, event.args.id)
  const refund = event.args.kind === 2
  if (refund) {
    expectEqual(books, event, 'escrow refunded', series.supply - series.released, event.args.amount)
    series.released += event.args.amount
  }
  series.paidIn += event.args.amount
}

/** Reads an event of `Notes` into the books. */
export const replayNotes = (books: Books, event: NotesLog): void => {
  switch (event.name) {
    case 'IssuerRegistered':
      books.issuers.set(event.args.index, { issuer: lower(event.args.issuer), paused: false })
      return
    case 'IssuerPaused': {
      const issuer = books.issuers.get(event.args.index)
      if (issuer === undefined) expectEqual(books, event, 'issuer paused', 'registered', 'unknown')
      else issuer.paused = event.args.paused
      return
    }
    case 'SeriesOpened':
      seriesOf(books, event.args.id)
      return
    case 'Transfer':
      moveNotes(books, event)
      return
    case 'Released': {
      const series = seriesOf(books, event.args.id)
      series.released += event.args.amount
      if (series.released > series.supply)
        expectEqual(books, event, 'released', `at most ${series.supply}`, series.released)
      return
    }
    case 'PaidIn':
      payIn(books, event)
      return
    case 'Claimed':
      payOut(books, event)
      return
    case 'HoldingFlagged':
      holderOf(seriesOf(books, event.args.id), event.args.holder).flagged = true
      return
    case 'CashHeld':
      changeHeld(books, event.args.currency, event.args.account, event.args.amount)
      return
    case 'HeldCashPaid':
      changeHeld(books, event.args.currency, event.args.account, -event.args.amount)
      return
  }
}

/** What a holder could claim of a series now, base units. */
export const claimableIn = (series: SeriesBook, holder: HolderBook): bigint =>
  series.supply === 0n ? 0n : claimableOf(holder.holding, series.paidIn, series.supply)
