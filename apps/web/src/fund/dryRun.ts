import { type Hurong, loansAbi, read, signPermit } from '@hurong/sdk'
import type { LoanSummary } from '@hurong/sdk/api'
import { reasonAgainst } from '../chain/reasonAgainst.ts'
import type { Reason } from '../chain/txState.ts'

type Hex = `0x${string}`

/** What was found by trying it out before anything is sent. */
export interface DryRun {
  readonly balance: bigint
  /** Cash that is taken out of loans first, where the balance alone is not enough. */
  readonly ready: bigint
  /** Whole units put in within twelve months and the cap; a cap of 0 is none. */
  readonly used: bigint
  readonly cap: bigint
  /** Seconds until which new business may be done; 0 for an account nobody verified. */
  readonly verifiedUntil: number
  /** Whether the contract itself was tried with everything, and not only what it would check was read. */
  readonly whole: boolean
  /** Why it would be refused; null where it would not. */
  readonly reason: Reason | null
}

const secondsOfDay = 86_400

/** What goes wrong only because the permission is not given yet. */
const permissionLacking = new Set(['ERC20InsufficientAllowance', 'TransferFromFailed'])

/** Calls the contract without sending: by a permit where it can be signed unasked, else by the permission there is. */
async function callFunding(hurong: Hurong, loan: Tried, amount: bigint, account: Hex, signsUnasked: boolean) {
  const { publicClient, deployment } = hurong.context
  const call = { address: deployment.contracts.loans, abi: loansAbi, account } as const
  const loanId = BigInt(loan.loanId)
  if (!signsUnasked)
    return publicClient.simulateContract({ ...call, functionName: 'fund', args: [loanId, amount, account] })
  const permit = await signPermit(hurong.context, { currency: loan.currency as Hex, amount })
  const args = [loanId, amount, account, amount, permit.deadline, permit.v, permit.r, permit.s] as const
  return publicClient.simulateContract({ ...call, functionName: 'fundWithPermit', args })
}

type Tried = Pick<LoanSummary, 'loanId' | 'currency' | 'borrowerId'>

/**
 * Tries a funding out: balance, verification, limits and then the contract itself. Sends nothing.
 * @param signsUnasked Whether the account's signature can be had without asking anybody.
 */
export async function tryFunding(
  hurong: Hurong,
  loan: Tried,
  { amount, ready }: { readonly amount: bigint; readonly ready: bigint },
  account: Hex,
  signsUnasked: boolean,
): Promise<DryRun> {
  const [balance, participantId, inactive] = await Promise.all([
    hurong.currency.readBalance({ currency: loan.currency as Hex, account }),
    hurong.participants.readParticipantOf({ wallet: account }),
    reasonAgainst(read(hurong.context, 'participants', 'requireActive', [account])),
  ])
  const nobody = { used: 0n, cap: 0n, verifiedUntil: 0, balance, ready, whole: false }
  if (participantId === 0) return { ...nobody, reason: inactive }
  const [[used, cap], claims] = await Promise.all([
    hurong.participants.readUsage({ participantId }),
    hurong.participants.readClaims({ participantId }),
  ])
  const known = { balance, ready, used, cap, verifiedUntil: (claims.verifiedUntil + 1) * secondsOfDay }
  if (inactive) return { ...known, whole: false, reason: inactive }
  if (participantId === loan.borrowerId) return { ...known, whole: false, reason: ownLoan(participantId) }
  if (balance + ready < amount) {
    const reason = { name: 'ERC20InsufficientBalance', kind: 'contract', args: { balance, needed: amount } }
    return { ...known, whole: false, reason }
  }
  // Before the cash is taken out the contract cannot be tried.
  if (balance < amount) return { ...known, whole: false, reason: null }
  const refused = await reasonAgainst(callFunding(hurong, loan, amount, account, signsUnasked))
  const lacking = refused !== null && permissionLacking.has(refused.name)
  return { ...known, whole: !lacking, reason: lacking ? null : refused }
}

const ownLoan = (participantId: number): Reason => ({
  name: 'OwnLoan',
  kind: 'contract',
  args: { participantId },
})
