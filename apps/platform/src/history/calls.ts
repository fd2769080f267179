import type { Claims, LoanProduct, Method, PeriodUnit } from '@hurong/sdk'
import {
  assessmentToChain,
  currencyAbi,
  type Deployment,
  loansAbi,
  notesAbi,
  PREPAYMENTS,
  participantsAbi,
  productToChain,
  requestToChain,
} from '@hurong/sdk'
import type { Purpose } from '@hurong/sdk/api'
import { type Address, encodeFunctionData, type Hex, maxUint256 } from 'viem'
import type { SignedAssessment } from '../credit/underwriting.ts'

/** One transaction of a planned history, not yet signed. */
export type PlannedCall = {
  /** Index of the sending account among the chain's. */
  readonly from: number
  readonly to: Address
  /** Made when the call is signed, where making it takes a signature itself. */
  readonly data: Hex | (() => Promise<Hex>)
  /** Gas limit, fixed by verb: estimating would need the chain to be there already. */
  readonly gas: bigint
  /** What it does, for the sentence if it fails. */
  readonly what: string
}

/** What a borrower asks for. Amounts in base units, rate in millionths a year, times in seconds. */
export type Asked = {
  readonly productId: number
  readonly principal: bigint
  readonly annualRate: bigint
  readonly method: Method
  readonly unit: PeriodUnit
  readonly interval: number
  readonly count: number
  readonly interestOnlyCount: number
  readonly purpose: Purpose
  readonly fundingDeadline: number
  readonly autoRepay: boolean
}

/** Hashes of the terms' text in both languages. */
export type TextHashes = { readonly zhHash: Hex; readonly enHash: Hex }

export type Calls = ReturnType<typeof createCalls>

/** Makes the transactions of one deployment in one currency. */
export const createCalls = ({ contracts }: Deployment, currency: Address) => {
  const loans = (from: number, gas: bigint, what: string, data: PlannedCall['data']): PlannedCall => ({
    ...{ from, to: contracts.loans, data, gas, what },
  })
  const ofLoan =
    (
      functionName: 'draw' | 'collect' | 'markLate' | 'markDefault' | 'writeOff' | 'closeFunding' | 'cancel',
    ) =>
    (from: number, loanId: bigint): PlannedCall =>
      loans(
        from,
        1_500_000n,
        functionName,
        encodeFunctionData({ abi: loansAbi, functionName, args: [loanId] }),
      )
  const token = (from: number, what: string, data: Hex): PlannedCall => ({
    ...{ from, to: currency, data, gas: 150_000n, what },
  })

  return {
    register: (from: number, wallet: Address, claims: Claims): PlannedCall => ({
      from,
      to: contracts.participants,
      data: encodeFunctionData({ abi: participantsAbi, functionName: 'register', args: [wallet, claims] }),
      gas: 400_000n,
      what: 'register',
    }),
    setProduct: (from: number, productId: number, product: LoanProduct): PlannedCall => {
      const args = [productId, productToChain(product)] as const
      return loans(
        from,
        1_000_000n,
        'setProduct',
        encodeFunctionData({ abi: loansAbi, functionName: 'setProduct', args }),
      )
    },
    request: (from: number, asked: Asked, hashes: TextHashes): PlannedCall => {
      const args = [requestToChain({ ...asked, ...hashes, annualRate: Number(asked.annualRate) })] as const
      return loans(
        from,
        1_500_000n,
        'request',
        encodeFunctionData({ abi: loansAbi, functionName: 'request', args }),
      )
    },
    requestAssessed: (
      from: number,
      asked: Asked,
      hashes: TextHashes,
      assess: () => Promise<SignedAssessment>,
    ): PlannedCall =>
      loans(from, 2_000_000n, 'requestAssessed', async () => {
        const { assessment, signatures } = await assess()
        const args = [
          requestToChain({ ...asked, ...hashes, annualRate: Number(asked.annualRate) }),
          assessmentToChain(assessment),
          signatures.map(({ signer }) => signer),
          signatures.map(({ signature }) => signature),
        ] as const
        return encodeFunctionData({ abi: loansAbi, functionName: 'requestAssessed', args })
      }),
    fund: (from: number, loanId: bigint, amount: bigint, holder: Address): PlannedCall => {
      const args = [loanId, amount, holder] as const
      return loans(from, 600_000n, 'fund', encodeFunctionData({ abi: loansAbi, functionName: 'fund', args }))
    },
    fundMany: (
      from: number,
      loanIds: readonly bigint[],
      amounts: readonly bigint[],
      holder: Address,
    ): PlannedCall => {
      const args = [loanIds, amounts, holder] as const
      const gas = 400_000n + 200_000n * BigInt(loanIds.length)
      return loans(
        from,
        gas,
        'fundMany',
        encodeFunctionData({ abi: loansAbi, functionName: 'fundMany', args }),
      )
    },
    closeFunding: ofLoan('closeFunding'),
    cancel: ofLoan('cancel'),
    draw: ofLoan('draw'),
    collect: ofLoan('collect'),
    markLate: ofLoan('markLate'),
    markDefault: ofLoan('markDefault'),
    writeOff: ofLoan('writeOff'),
    repay: (from: number, loanId: bigint, amount: bigint): PlannedCall => {
      const args = [loanId, amount] as const
      return loans(
        from,
        2_000_000n,
        'repay',
        encodeFunctionData({ abi: loansAbi, functionName: 'repay', args }),
      )
    },
    payOff: (from: number, loanId: bigint, greatest: bigint): PlannedCall => {
      const args = [loanId, greatest] as const
      return loans(
        from,
        2_000_000n,
        'payOff',
        encodeFunctionData({ abi: loansAbi, functionName: 'payOff', args }),
      )
    },
    prepay: (
      from: number,
      loanId: bigint,
      amount: bigint,
      choice: (typeof PREPAYMENTS)[number],
    ): PlannedCall => {
      const args = [loanId, amount, PREPAYMENTS.indexOf(choice)] as const
      return loans(
        from,
        2_000_000n,
        'prepay',
        encodeFunctionData({ abi: loansAbi, functionName: 'prepay', args }),
      )
    },
    claim: (from: number, loanIds: readonly bigint[], holder: Address): PlannedCall => ({
      from,
      to: contracts.notes,
      data: encodeFunctionData({ abi: notesAbi, functionName: 'claim', args: [loanIds, holder] }),
      gas: 200_000n + 80_000n * BigInt(loanIds.length),
      what: 'claim',
    }),
    approveLoans: (from: number, amount: bigint = maxUint256): PlannedCall => {
      const args = [contracts.loans, amount] as const
      return token(from, 'approve', encodeFunctionData({ abi: currencyAbi, functionName: 'approve', args }))
    },
    faucet: (from: number, amount: bigint): PlannedCall =>
      token(from, 'faucet', encodeFunctionData({ abi: currencyAbi, functionName: 'faucet', args: [amount] })),
    transfer: (from: number, to: Address, amount: bigint): PlannedCall => {
      const args = [to, amount] as const
      return token(from, 'transfer', encodeFunctionData({ abi: currencyAbi, functionName: 'transfer', args }))
    },
  }
}
