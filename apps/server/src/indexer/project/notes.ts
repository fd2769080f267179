import { divDown, fundedShare } from '@hurong/finance'
import { CASH_KINDS, unpackSeriesId } from '@hurong/sdk'
import type { IndexedEvent } from '../event.ts'
import type { RowStore } from '../rowStore.ts'
import type { ChangingRow } from '../tables.ts'

type Event<N extends IndexedEvent['name']> = Extract<IndexedEvent, { contract: 'notes'; name: N }>
type Holding = ChangingRow<'holdings'>
type Series = ChangingRow<'series'>

const nobody = '0x0000000000000000000000000000000000000000'

const holdingOf = (rows: RowStore, seriesId: bigint, holder: string): Holding =>
  rows.editOrPut('holdings', {
    seriesId,
    holder,
    balance: 0n,
    paidInSeen: 0n,
    remainder: 0n,
    claimed: 0n,
    subscribed: 0n,
    subscribedAt: null,
    principalSeen: 0n,
    principalAccrued: 0n,
    interestSeen: 0n,
    interestAccrued: 0n,
    lateInterestSeen: 0n,
    lateInterestAccrued: 0n,
    recoverySeen: 0n,
    recoveryAccrued: 0n,
  })

/** Brings a holding up to date with its series, so that cash paid in before a change of notes stays with who held then. */
const bringUpToDate = (holding: Holding, series: Series): void => {
  holding.remainder += holding.balance * (series.paidIn - holding.paidInSeen)
  holding.paidInSeen = series.paidIn
  holding.principalAccrued += holding.balance * (series.paidInPrincipal - holding.principalSeen)
  holding.principalSeen = series.paidInPrincipal
  holding.interestAccrued += holding.balance * (series.paidInInterest - holding.interestSeen)
  holding.interestSeen = series.paidInInterest
  holding.lateInterestAccrued += holding.balance * (series.paidInLateInterest - holding.lateInterestSeen)
  holding.lateInterestSeen = series.paidInLateInterest
  holding.recoveryAccrued += holding.balance * (series.paidInRecovery - holding.recoverySeen)
  holding.recoverySeen = series.paidInRecovery
}

const cashFlow = (
  rows: RowStore,
  event: IndexedEvent,
  seriesId: bigint,
  holder: string,
  kind: 'subscription' | 'withdrawal' | 'claim' | 'transferIn' | 'transferOut',
  amount: bigint,
  notes: bigint,
): void => {
  const { currency, number } = unpackSeriesId(seriesId)
  const { id, at, transaction } = event
  rows.append('cashFlows', {
    id,
    holder,
    kind,
    amount,
    notes,
    currency,
    loanNumber: Number(number),
    at,
    transaction,
  })
}

/** Notes are counted at their share of what is outstanding, all of it while the raise runs; rounded down. */
const worthOf = (rows: RowStore, series: Series, notes: bigint): bigint => {
  const loan = rows.find('loans', { loanId: series.seriesId })
  if (loan === undefined || loan.drawnAt === null || series.supply === 0n) return notes
  return divDown(notes * loan.outstandingPrincipal, series.supply)
}

const setLenders = (rows: RowStore, loanId: bigint, change: number): void => {
  if (change !== 0 && rows.find('loans', { loanId }) !== undefined)
    rows.edit('loans', { loanId }).lenders += change
}

const setRaised = (rows: RowStore, series: Series): void => {
  if (rows.find('loans', { loanId: series.seriesId }) === undefined) return
  const loan = rows.edit('loans', { loanId: series.seriesId })
  loan.raised = series.supply
  loan.fundedShare = fundedShare(series.supply, loan.principal)
}

const transfer = (rows: RowStore, event: Event<'Transfer'>): void => {
  const { id: seriesId, sender, receiver, amount } = event.args
  const series = rows.edit('series', { seriesId })
  const minted = sender === nobody
  const burnt = receiver === nobody
  if (minted) series.supply += amount
  let lenders = 0
  if (!minted) {
    const holding = holdingOf(rows, seriesId, sender)
    bringUpToDate(holding, series)
    holding.balance -= amount
    if (holding.balance === 0n && amount > 0n) lenders -= 1
    if (burnt) holding.subscribed -= amount
    const worth = burnt ? amount : worthOf(rows, series, amount)
    if (sender !== receiver)
      cashFlow(rows, event, seriesId, sender, burnt ? 'withdrawal' : 'transferOut', worth, -amount)
  }
  if (!burnt) {
    const holding = holdingOf(rows, seriesId, receiver)
    bringUpToDate(holding, series)
    if (holding.balance === 0n && amount > 0n) lenders += 1
    holding.balance += amount
    if (minted) {
      holding.subscribed += amount
      holding.subscribedAt = event.at
    }
    // A transfer to oneself is one holding with two sides: it changes nothing, and its statement would have one id twice.
    const worth = minted ? amount : worthOf(rows, series, amount)
    if (sender !== receiver)
      cashFlow(rows, event, seriesId, receiver, minted ? 'subscription' : 'transferIn', -worth, amount)
  }
  if (burnt) series.supply -= amount
  setLenders(rows, seriesId, lenders)
  if (minted || burnt) setRaised(rows, series)
}

const paidIn = (rows: RowStore, { args }: Event<'PaidIn'>): void => {
  const series = rows.edit('series', { seriesId: args.id })
  const kind = CASH_KINDS[args.kind]
  series.paidIn += args.amount
  if (kind === 'repayment') {
    series.paidInInterest += args.interest
    series.paidInLateInterest += args.lateInterest
    series.paidInPrincipal += args.amount - args.interest - args.lateInterest
  } else if (kind === 'recovery') series.paidInRecovery += args.amount
  else series.paidInOther += args.amount
  // A refund comes from the series' own escrow.
  if (kind === 'refund') series.released += args.amount
}

const claimed = (rows: RowStore, event: Event<'Claimed'>): void => {
  const { id: seriesId, holder, amount } = event.args
  const series = rows.edit('series', { seriesId })
  const holding = holdingOf(rows, seriesId, holder)
  bringUpToDate(holding, series)
  holding.remainder -= amount * series.supply
  holding.claimed += amount
  series.claimed += amount
  const { id, at, transaction } = event
  rows.append('claims', { id, seriesId, holder, amount, at, transaction })
  cashFlow(rows, event, seriesId, holder, 'claim', amount, 0n)
}

const held = (rows: RowStore, currency: string, account: string, change: bigint): void => {
  const before = rows.find('heldCash', { currency, account })
  rows.put('heldCash', { currency, account, amount: (before?.amount ?? 0n) + change })
}

/** Applies an event of `Notes`. */
export const projectNotes = (rows: RowStore, event: IndexedEvent & { contract: 'notes' }): void => {
  switch (event.name) {
    case 'IssuerRegistered':
      rows.put('issuers', { issuerIndex: event.args.index, issuer: event.args.issuer, paused: false })
      break
    case 'IssuerPaused':
      rows.edit('issuers', { issuerIndex: event.args.index }).paused = event.args.paused
      break
    case 'SeriesOpened':
      rows.put('series', {
        seriesId: event.args.id,
        issuerIndex: event.args.issuerIndex,
        currency: event.args.currency,
        number: Number(event.args.number),
        openedAt: event.at,
        supply: 0n,
        released: 0n,
        paidIn: 0n,
        paidInPrincipal: 0n,
        paidInInterest: 0n,
        paidInLateInterest: 0n,
        paidInRecovery: 0n,
        paidInOther: 0n,
        claimed: 0n,
      })
      break
    case 'Transfer':
      transfer(rows, event)
      break
    case 'Released':
      rows.edit('series', { seriesId: event.args.id }).released += event.args.amount
      break
    case 'PaidIn':
      paidIn(rows, event)
      break
    case 'Claimed':
      claimed(rows, event)
      break
    case 'CashHeld':
      held(rows, event.args.currency, event.args.account, event.args.amount)
      break
    case 'HeldCashPaid':
      held(rows, event.args.currency, event.args.account, -event.args.amount)
      break
  }
}
