import {
  type Allocation,
  collect,
  declareDefault,
  drawFee,
  drawLoan,
  dueNow,
  type LoanPosition,
  lateRateOf,
  owedBeforePrepaying,
  type PrepaymentChoice,
  payoff,
  prepay,
  recover,
  repay,
  repayable,
  type Settlement,
  settlePayoff,
  takenOf,
  writeOff,
} from '@hurong/finance'
import {
  type Claims,
  currencyOf,
  type Deployment,
  type FullTerms,
  type LoanProduct,
  loanIdOf,
  termsTextHashes,
} from '@hurong/sdk'
import type { Purpose } from '@hurong/sdk/api'
import type { Address } from 'viem'
import type { Applicant, SignedAssessment } from '../credit/underwriting.ts'
import { type Asked, createCalls } from './calls.ts'
import type { Timeline } from './timeline.ts'
import type { Wallets } from './wallets.ts'

/** The chain a history is planned for, as it stands before the first planned block. */
export type Ground = {
  readonly deployment: Deployment
  readonly currency: Address
  /** Products by id, with the origination fee in millionths. */
  readonly products: ReadonlyMap<number, { readonly product: LoanProduct; readonly originationFee: bigint }>
  /** How many participants are registered. */
  readonly participants: number
  /** Participant ids of accounts that are registered already, by account. */
  readonly known?: ReadonlyMap<number, number>
  /** How many loans were requested. */
  readonly loans: number
  /** Index of the account that may register participants. */
  readonly verifier: number
}

/** A loan as the plan knows it; the contract must come to the same. */
export type PlannedLoan = {
  readonly number: number
  readonly loanId: bigint
  /** Index of the borrower's account. */
  readonly borrower: number
  readonly purpose: Purpose
  readonly requestedAt: number
  readonly fundingDeadline: number
  terms: FullTerms
  raised: bigint
  /** Notes by the index of their holder's account. */
  readonly notes: Map<number, bigint>
  fee: bigint
  /** Undefined until the draw. */
  position: LoanPosition | undefined
  /** What was paid before default, and what was recovered after it. */
  repaid: Allocation
  recovered: Allocation
}

const nothing: Allocation = { lateInterest: 0n, interest: 0n, principal: 0n }
const sum = (a: Allocation, b: Allocation): Allocation => ({
  lateInterest: a.lateInterest + b.lateInterest,
  interest: a.interest + b.interest,
  principal: a.principal + b.principal,
})

export type Market = ReturnType<typeof createMarket>

/**
 * Plans what people do on the contracts: each verb sends a transaction at the timeline's time and does the same to the
 * loan with the written arithmetic, so that later amounts are known without asking the chain.
 */
export const createMarket = (ground: Ground, timeline: Timeline, wallets: Wallets) => {
  const { deployment, currency } = ground
  const calls = createCalls(deployment, currency)
  const money = currencyOf(deployment, currency)
  const ids = new Map<number, number>(ground.known)
  const earlier = ids.size
  const cash = new Map<number, bigint>()
  const loans: PlannedLoan[] = []
  const { send } = timeline

  const cashOf = (account: number): bigint => cash.get(account) ?? 0n
  const addCash = (account: number, amount: bigint): void => {
    cash.set(account, cashOf(account) + amount)
  }
  const positionOf = (loan: PlannedLoan): LoanPosition => {
    if (loan.position === undefined) throw new Error(`Loan ${loan.number} is not drawn.`)
    return loan.position
  }

  const register = (account: number, claims: Claims): number => {
    const known = ids.get(account)
    if (known !== undefined) return known
    const id = ground.participants + ids.size - earlier + 1
    ids.set(account, id)
    send(calls.register(ground.verifier, wallets.account(account).address, claims))
    return id
  }

  const faucet = (account: number, amount: bigint): void => {
    if (amount <= 0n) return
    send(calls.faucet(account, amount))
    addCash(account, amount)
  }

  /** Takes from the faucet what is missing to `amount`, and `more` beyond it so that it is not needed every time. */
  const ensureCash = (account: number, amount: bigint, more = 0n): void => {
    if (cashOf(account) < amount) faucet(account, amount - cashOf(account) + more)
  }

  /** @param assess Makes the assessment the request quotes; none where left out. */
  const request = (
    borrower: number,
    purpose: Purpose,
    asked: Omit<Asked, 'purpose'>,
    assess?: (applicant: Applicant) => Promise<SignedAssessment>,
  ): PlannedLoan => {
    const known = ground.products.get(asked.productId)
    const borrowerId = ids.get(borrower)
    if (known === undefined) throw new Error(`There is no product ${asked.productId}.`)
    if (borrowerId === undefined) throw new Error(`Account ${borrower} is not registered.`)
    const { product, originationFee } = known
    const terms: FullTerms = {
      principal: asked.principal,
      annualRate: asked.annualRate,
      lateRate: lateRateOf(BigInt(product.lateRate), asked.annualRate),
      method: asked.method,
      unit: asked.unit,
      interval: asked.interval,
      count: asked.count,
      interestOnlyCount: asked.interestOnlyCount,
      graceDays: product.graceDays,
      defaultDays: product.defaultDays,
      writeOffDays: product.writeOffDays,
      originationFee,
      reflectionPeriod: product.reflectionPeriod,
      drawPeriod: product.drawPeriod,
      leastShare: product.leastShare,
      leastTicket: product.leastTicket,
    }
    const { fundingDeadline, autoRepay } = asked
    const text = { chainId: deployment.chainId, loans: deployment.contracts.loans, currency: money }
    const hashes = termsTextHashes({ ...text, borrowerId, purpose, fundingDeadline, autoRepay, terms })
    const at = timeline.now()
    send(
      assess === undefined
        ? calls.request(borrower, { ...asked, purpose }, hashes)
        : calls.requestAssessed(borrower, { ...asked, purpose }, hashes, () =>
            assess({ participantId: borrowerId, at }),
          ),
    )
    const number = ground.loans + loans.length + 1
    const loan: PlannedLoan = {
      number,
      loanId: loanIdOf(deployment, currency, number),
      borrower,
      purpose,
      requestedAt: at,
      fundingDeadline,
      terms,
      raised: 0n,
      notes: new Map(),
      fee: 0n,
      position: undefined,
      repaid: nothing,
      recovered: nothing,
    }
    loans.push(loan)
    return loan
  }

  const hold = (loan: PlannedLoan, holder: number, amount: bigint): void => {
    loan.notes.set(holder, (loan.notes.get(holder) ?? 0n) + amount)
    loan.raised += amount
    addCash(holder, -amount)
  }

  const fund = (loan: PlannedLoan, lender: number, amount: bigint): void => {
    send(calls.fund(lender, loan.loanId, amount, wallets.account(lender).address))
    hold(loan, lender, amount)
  }

  const fundMany = (lender: number, parts: readonly { loan: PlannedLoan; amount: bigint }[]): void => {
    const [only] = parts
    if (only !== undefined && parts.length === 1) {
      fund(only.loan, lender, only.amount)
      return
    }
    const loanIds = parts.map(({ loan }) => loan.loanId)
    const amounts = parts.map(({ amount }) => amount)
    send(calls.fundMany(lender, loanIds, amounts, wallets.account(lender).address))
    for (const { loan, amount } of parts) hold(loan, lender, amount)
  }

  const draw = (loan: PlannedLoan): void => {
    send(calls.draw(loan.borrower, loan.loanId))
    loan.terms = { ...loan.terms, principal: loan.raised }
    loan.position = drawLoan(loan.terms, timeline.now())
    loan.fee = drawFee(loan.terms)
    addCash(loan.borrower, loan.raised - loan.fee)
  }

  const settle = (loan: PlannedLoan, { position, allocation }: Settlement): bigint => {
    const taken = takenOf(allocation)
    const defaulted = positionOf(loan).defaultedAt > 0
    loan.position = position
    if (defaulted) loan.recovered = sum(loan.recovered, allocation)
    else loan.repaid = sum(loan.repaid, allocation)
    addCash(loan.borrower, -taken)
    return taken
  }

  return {
    ...{
      deployment,
      loans,
      wallets,
      timeline,
      calls,
      register,
      faucet,
      ensureCash,
      cashOf,
      request,
      fund,
      fundMany,
      draw,
    },
    participantId: (account: number) => ids.get(account),

    /** Lets `Loans` take from an account what the account tells it to, or what is collected. */
    approve: (account: number): void => send(calls.approveLoans(account)),

    /** Pays money to somebody outside: what was borrowed is spent. */
    spend(account: number, amount: bigint, payee: Address): void {
      if (amount <= 0n) return
      send(calls.transfer(account, payee, amount))
      addCash(account, -amount)
    },

    closeFunding: (loan: PlannedLoan): void => send(calls.closeFunding(loan.borrower, loan.loanId)),

    /** What is due now, base units. */
    due: (loan: PlannedLoan): bigint => dueNow(loan.terms, positionOf(loan), timeline.now()),
    /** What `repay` takes at most now. */
    repayable: (loan: PlannedLoan): bigint => repayable(loan.terms, positionOf(loan), timeline.now()),
    /** A prepayment must be more than this. */
    leastPrepayment: (loan: PlannedLoan): bigint =>
      owedBeforePrepaying(loan.terms, positionOf(loan), timeline.now()),
    payoff: (loan: PlannedLoan): bigint => payoff(loan.terms, positionOf(loan), timeline.now()),

    /** The borrower pays up to `amount`; after default it is a recovery. @returns what is taken. */
    repay(loan: PlannedLoan, amount: bigint): bigint {
      const position = positionOf(loan)
      send(calls.repay(loan.borrower, loan.loanId, amount))
      const pay = position.status === 'active' ? repay : recover
      return settle(loan, pay(loan.terms, position, timeline.now(), amount))
    },

    /** Somebody collects what is due, as far as the borrower's money goes. @returns what is taken. */
    collect(loan: PlannedLoan, by: number): bigint {
      send(calls.collect(by, loan.loanId))
      return settle(loan, collect(loan.terms, positionOf(loan), timeline.now(), cashOf(loan.borrower)))
    },

    prepay(loan: PlannedLoan, amount: bigint, choice: PrepaymentChoice): bigint {
      send(calls.prepay(loan.borrower, loan.loanId, amount, choice))
      return settle(loan, prepay(loan.terms, positionOf(loan), timeline.now(), amount, choice))
    },

    payOff(loan: PlannedLoan): bigint {
      const owed = payoff(loan.terms, positionOf(loan), timeline.now())
      send(calls.payOff(loan.borrower, loan.loanId, owed))
      return settle(loan, settlePayoff(loan.terms, positionOf(loan), timeline.now(), owed))
    },

    markLate: (loan: PlannedLoan, by: number): void => send(calls.markLate(by, loan.loanId)),

    markDefault(loan: PlannedLoan, by: number): void {
      send(calls.markDefault(by, loan.loanId))
      loan.position = declareDefault(loan.terms, positionOf(loan), timeline.now())
    },

    writeOff(loan: PlannedLoan, by: number): void {
      send(calls.writeOff(by, loan.loanId))
      loan.position = writeOff(loan.terms, positionOf(loan), timeline.now())
    },

    /** Pays a holder what came in on these loans; what it comes to is left to the chain. */
    claim(holder: number, held: readonly PlannedLoan[]): void {
      const ids = held.map(({ loanId }) => loanId)
      send(calls.claim(holder, ids, wallets.account(holder).address))
    },
  }
}
