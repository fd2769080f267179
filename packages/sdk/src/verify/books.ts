import type { Holding, LoanPosition } from '@hurong/finance'
import type { Address, Hex } from 'viem'
import type { ContractName } from '../abi/index.ts'
import type { TimedLog } from '../events/index.ts'
import type { ContractLoanStatus, FullTerms } from '../loans/index.ts'
import type { Claims, Policy } from '../participants/index.ts'
import type { CreditModel, QuotedAssessment } from '../record/index.ts'

/** What one holder has of a series. Amounts in base units. */
export interface HolderBook {
  holding: Holding
  /** Time of the latest subscription, until cash was first shared to the holding; else 0. */
  subscribedAt: number
  /** All that was ever paid out to them for this series. */
  claimed: bigint
  /** Whether claims ask if the holder is frozen. */
  flagged: boolean
}

export interface SeriesBook {
  readonly id: bigint
  readonly currency: Address
  supply: bigint
  released: bigint
  paidIn: bigint
  claimed: bigint
  readonly holders: Map<Address, HolderBook>
}

/** Settled instalments by how late they were. */
export interface InstalmentCounts {
  onTime: number
  late1To30: number
  late31To60: number
  late61To90: number
  late91Plus: number
}

export interface LoanBook {
  readonly loanId: bigint
  readonly borrowerId: number
  readonly productId: number
  readonly purpose: number
  readonly termsHash: Hex
  readonly zhHash: Hex
  readonly enHash: Hex
  /** As they were asked for; `terms` has the principal drawn. */
  readonly askedTerms: FullTerms
  terms: FullTerms
  fundingDeadline: number
  wallet: Address
  autoRepay: boolean
  status: ContractLoanStatus
  /** 0 while open. */
  closedAt: number
  markedLate: boolean
  /** Undefined before the draw. */
  position: LoanPosition | undefined
  /** Due date of the oldest unpaid instalment when the loan defaulted; null of one that never did. */
  dueAtDefault: number | null
  readonly instalments: InstalmentCounts
  /** Instalments settled, as the arithmetic says and as the events tell: `index daysLate onTime`. */
  readonly settled: { readonly expected: string[]; readonly told: string[] }
  /** Received since the draw; after default as recovery. Base units. */
  received: { lateInterest: bigint; interest: bigint; principal: bigint }
  recovered: bigint
  fee: bigint
}

export interface ParticipantBook {
  readonly participantId: number
  claims: Claims | undefined
  /** Index in `PARTICIPANT_STATUSES`. */
  status: number
  readonly wallets: Set<Address>
  /** Over 12 months, whole units, as it was last brought to them; 0 is none. */
  per12Months: number
}

export interface RecordBook {
  loansDrawn: number
  loansRepaid: number
  loansDefaulted: number
  loansRecovered: number
  loansWrittenOff: number
  readonly instalments: InstalmentCounts
}

/** An event that does not follow from those before it by docs/loan-arithmetic.md. */
export interface Fault {
  readonly event: TimedLog | undefined
  readonly what: string
  readonly expected: string
  readonly told: string
}

/** What was announced last, and what holds until it binds. */
export interface Announced<Value> {
  readonly value: Value
  /** Seconds since 1970. */
  readonly bindsAt: number
  readonly before: Value
}

/** Everything that events alone say about balances, claims, loans, participants, records, rules and powers. */
export interface Books {
  readonly series: Map<bigint, SeriesBook>
  readonly loans: Map<bigint, LoanBook>
  readonly participants: Map<number, ParticipantBook>
  /** Who had a wallet that was removed and that nobody has added since. */
  readonly formerWallets: Map<Address, number>
  readonly records: Map<number, RecordBook>
  readonly outcomes: Map<bigint, number>
  /** What each loan took of the assessment it quoted. */
  readonly quotes: Map<bigint, QuotedAssessment>
  readonly models: Map<Hex, CreditModel>
  /** Greatest principal per currency for which one underwriter's signature is enough. */
  readonly secondSignatures: Map<Address, bigint>
  /** When the newest assessment of each participant was issued. */
  readonly newestIssuedAt: Map<number, number>
  /** Pairs `least-greatest` of participants that were ever declared related, and whether they still are. */
  readonly related: Map<string, boolean>
  readonly policies: Map<number, Policy>
  /** Cash held in `Notes` by currency and account. */
  readonly held: Map<Address, Map<Address, bigint>>
  readonly issuers: Map<number, { readonly issuer: Address; paused: boolean }>
  /** Figures of each product, as its last event tells them. */
  readonly products: Map<number, Readonly<Record<string, unknown>>>
  /** Origination fees by product, millionths. */
  readonly fees: Map<number, Announced<number>>
  feePayee: Announced<Address> | undefined
  /** Which contract each contract asks who may do what. */
  readonly authorities: Map<ContractName, Address>
  /** What the contract that is asked told, in order. */
  readonly powers: TimedLog[]
  readonly faults: Fault[]
  /** Events read into the books. */
  events: number
}

export const emptyBooks = (): Books => ({
  series: new Map(),
  loans: new Map(),
  participants: new Map(),
  formerWallets: new Map(),
  records: new Map(),
  outcomes: new Map(),
  quotes: new Map(),
  models: new Map(),
  secondSignatures: new Map(),
  newestIssuedAt: new Map(),
  related: new Map(),
  policies: new Map(),
  held: new Map(),
  issuers: new Map(),
  products: new Map(),
  fees: new Map(),
  feePayee: undefined,
  authorities: new Map(),
  powers: [],
  faults: [],
  events: 0,
})

export const noInstalments = (): InstalmentCounts => ({
  onTime: 0,
  late1To30: 0,
  late31To60: 0,
  late61To90: 0,
  late91Plus: 0,
})

/** Counts one settled instalment as `CreditRecord` does: late by whole days past due, at least into the first bucket. */
export const countInstalment = (counts: InstalmentCounts, daysLate: number, onTime: boolean): void => {
  if (onTime) counts.onTime++
  else if (daysLate <= 30) counts.late1To30++
  else if (daysLate <= 60) counts.late31To60++
  else if (daysLate <= 90) counts.late61To90++
  else counts.late91Plus++
}

/** The book under a key, made if it is new. */
export const bookOf = <K, V>(books: Map<K, V>, key: K, make: () => V): V => {
  const found = books.get(key)
  if (found !== undefined) return found
  const made = make()
  books.set(key, made)
  return made
}

/** Notes a fault unless both figures are equal. */
export const expectEqual = (
  books: Books,
  event: TimedLog | undefined,
  what: string,
  expected: unknown,
  told: unknown,
): void => {
  if (String(expected) === String(told)) return
  books.faults.push({ event, what, expected: String(expected), told: String(told) })
}

/** All a participant's instalments: those on the record and those of loans still running are the same events. */
export const instalmentsOf = (books: Books, participantId: number): InstalmentCounts => {
  const sum = noInstalments()
  for (const loan of books.loans.values())
    if (loan.borrowerId === participantId)
      for (const key of Object.keys(sum) as (keyof InstalmentCounts)[]) sum[key] += loan.instalments[key]
  return sum
}
