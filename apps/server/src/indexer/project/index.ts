import { loanNumberOf, PREPAYMENTS, type Prepayment } from '@hurong/sdk'
import type { Executor } from '../../database/database.ts'
import type { IndexedEvent } from '../event.ts'
import type { RowStore } from '../rowStore.ts'
import type { ChangingName } from '../tables.ts'
import { projectAccess } from './access.ts'
import { projectFees } from './fees.ts'
import { type LoanContext, projectLoans } from './loans.ts'
import { projectNotes } from './notes.ts'
import { projectParticipants } from './participants.ts'
import { projectRecord } from './record.ts'

type Keys = Map<ChangingName, Record<string, unknown>[]>
type Args = Record<string, unknown>

const nobody = '0x0000000000000000000000000000000000000000'

/** The series an event is about: a loan's id is its series' id. */
const seriesOf = (event: IndexedEvent): bigint | undefined => {
  const args = event.args as Args
  if (event.contract === 'notes') return typeof args.id === 'bigint' ? args.id : undefined
  return typeof args.loanId === 'bigint' ? args.loanId : undefined
}

const wantsOfAccess = (
  { roleId, account, target, selector, operationId, nonce }: Args,
  want: (table: ChangingName, key: Record<string, unknown>) => void,
): void => {
  if (roleId !== undefined) want('roles', { roleId })
  if (roleId !== undefined && account !== undefined) want('roleMembers', { roleId, account })
  if (operationId !== undefined) want('operations', { operationId, nonce })
  else if (selector !== undefined) want('roleFunctions', { target, selector })
  else if (target !== undefined) want('roleTargets', { target })
}

const wants = (
  event: IndexedEvent,
  want: (table: ChangingName, key: Record<string, unknown>) => void,
): void => {
  const args = event.args as Args
  if (event.contract === 'accessManager') {
    wantsOfAccess(args, want)
    return
  }
  const seriesId = seriesOf(event)
  if (seriesId !== undefined) {
    want('series', { seriesId })
    want('loans', { loanId: seriesId })
    if (event.contract === 'creditRecord') want('records', { loanId: seriesId })
    if (event.contract === 'notes')
      for (const holder of [args.sender, args.receiver, args.holder])
        if (holder !== undefined && holder !== nobody) want('holdings', { seriesId, holder })
  }
  if (event.contract === 'participants') {
    const { participantId, relatedId } = args
    if (participantId !== undefined) want('participants', { participantId })
    if (relatedId !== undefined) want('relations', { participantId, relatedId })
  }
  for (const wallet of [args.wallet, args.account]) if (wallet !== undefined) want('wallets', { wallet })
  if (args.account !== undefined && args.currency !== undefined)
    want('heldCash', { account: args.account, currency: args.currency })
  if (event.name === 'IssuerPaused') want('issuers', { issuerIndex: args.index })
  if (args.policyId !== undefined) want('policies', { policyId: args.policyId })
  const assessed = event.name === 'AssessmentQuoted' ? event.args.assessment.modelHash : undefined
  if (assessed !== undefined) want('models', { modelHash: assessed })
  if (event.name === 'ModelRetired') want('models', { modelHash: args.modelHash })
  if (event.name === 'ProductSet') want('products', { productId: args.productId })
}

/** Reads every row that these events touch, a statement per table. */
export const loadTouched = async (executor: Executor, rows: RowStore, events: readonly IndexedEvent[]) => {
  const keys: Keys = new Map()
  for (const event of events)
    wants(event, (table, key) => {
      const held = keys.get(table)
      if (held === undefined) keys.set(table, [key])
      else held.push(key)
    })
  for (const [table, wanted] of keys) await rows.load(executor, table, wanted)
}

/** An event's fields as strings, those of a struct by their dotted path. */
const dataOf = (args: Args, prefix = '', data: Record<string, string> = {}): Record<string, string> => {
  for (const [name, value] of Object.entries(args)) {
    if (typeof value === 'object' && value !== null) dataOf(value as Args, `${prefix}${name}.`, data)
    else data[prefix + name] = String(value)
  }
  return data
}

const note = (rows: RowStore, event: IndexedEvent, loansIssuer: number): void => {
  const { id, contract, name: type, at, block, logIndex, transaction } = event
  const args = event.args as Args
  const seriesId = seriesOf(event)
  const isLoan = seriesId !== undefined && Number(seriesId >> 240n) === loansIssuer
  rows.append('chainEvents', {
    id,
    contract,
    type,
    at,
    block,
    logIndex,
    transaction,
    loanNumber: isLoan ? loanNumberOf(seriesId) : null,
    participantId: Number(args.participantId ?? args.borrowerId ?? 0) || null,
    data: dataOf(args),
  })
}

/**
 * Finds for each `Repaid` of a block whether it was part of a prepayment: the `Prepaid` of the same loan in the same
 * transaction that stands nearest to it.
 */
const prepayments = (events: readonly IndexedEvent[]): Map<IndexedEvent, Prepayment> => {
  const found = new Map<IndexedEvent, Prepayment>()
  for (const event of events) {
    if (event.name !== 'Prepaid') continue
    let nearest: IndexedEvent | undefined
    for (const other of events) {
      const same =
        other.name === 'Repaid' &&
        other.transaction === event.transaction &&
        other.args.loanId === event.args.loanId &&
        !found.has(other)
      if (!same) continue
      if (nearest === undefined || Math.abs(other.id - event.id) < Math.abs(nearest.id - event.id))
        nearest = other
    }
    const choice = PREPAYMENTS[event.args.choice]
    if (nearest !== undefined && choice !== undefined) found.set(nearest, choice)
  }
  return found
}

export interface Projection {
  /** Index of `Loans` among the issuers. */
  readonly loansIssuer: number
  readonly onMismatch: LoanContext['onMismatch']
}

/** Applies the events of one block, in their order. What they touch was loaded before. */
export const project = (
  rows: RowStore,
  events: readonly IndexedEvent[],
  { loansIssuer, onMismatch }: Projection,
): void => {
  const choices = prepayments(events)
  const context: LoanContext = { prepaymentOf: (event) => choices.get(event), onMismatch }
  for (const event of events) {
    note(rows, event, loansIssuer)
    if (event.contract === 'notes') projectNotes(rows, event)
    else if (event.contract === 'loans') projectLoans(rows, event, context)
    else if (event.contract === 'participants') projectParticipants(rows, event)
    else if (event.contract === 'creditRecord') projectRecord(rows, event)
    else if (event.contract === 'fees') projectFees(rows, event)
    else if (event.contract === 'accessManager') projectAccess(rows, event)
  }
}
