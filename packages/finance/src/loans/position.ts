import { instalmentOf } from './instalment.ts'
import { amortisingCountOf, type LoanTerms } from './terms.ts'

export type LoanStatus = 'active' | 'repaid' | 'defaulted' | 'writtenOff' | 'recovered'

/** What is stored of a drawn loan; everything else is computed. Amounts in base units, times in seconds UTC. */
export type LoanPosition = {
  readonly status: LoanStatus
  readonly drawnAt: number
  readonly outstandingPrincipal: bigint
  /** First instalment not settled, from 1. */
  readonly nextInstalment: number
  /** Already paid towards the next instalment. */
  readonly interestPaid: bigint
  readonly principalPaid: bigint
  /** From when interest of the next instalment's period is still to be counted. */
  readonly accrualStart: number
  /** Late interest counted up to `lateAccruedUntil` and not yet paid. */
  readonly lateInterestOwed: bigint
  readonly lateAccruedUntil: number
  /** `A`: see `instalmentOf`. */
  readonly instalment: bigint
  /** Interest that stood unpaid when default was declared; 0 before. */
  readonly interestOwed: bigint
  /** 0 before. */
  readonly defaultedAt: number
  /** 0 before. */
  readonly writtenOffAt: number
}

/** The position of a loan at the moment it is drawn. */
export function drawLoan(terms: LoanTerms, drawnAt: number): LoanPosition {
  return {
    status: 'active',
    drawnAt,
    outstandingPrincipal: terms.principal,
    nextInstalment: 1,
    interestPaid: 0n,
    principalPaid: 0n,
    accrualStart: drawnAt,
    lateInterestOwed: 0n,
    lateAccruedUntil: drawnAt,
    instalment: instalmentOf(terms, terms.principal, amortisingCountOf(terms)),
    interestOwed: 0n,
    defaultedAt: 0,
    writtenOffAt: 0,
  }
}

/** The loan is not in a status that allows the action. */
export class LoanNotInStatus extends Error {
  override readonly name = 'LoanNotInStatus'
  readonly status: LoanStatus
  readonly allowed: readonly LoanStatus[]
  constructor(status: LoanStatus, allowed: readonly LoanStatus[]) {
    super(`The loan is ${status}; this needs a loan that is ${allowed.join(' or ')}.`)
    this.status = status
    this.allowed = allowed
  }
}

/** @throws LoanNotInStatus unless the loan has one of the statuses. */
export function requireStatus(position: LoanPosition, ...allowed: LoanStatus[]): void {
  if (!allowed.includes(position.status)) throw new LoanNotInStatus(position.status, allowed)
}
