import type { Address, Hex } from 'viem'
import type { ReadContext } from '../client/index.ts'
import { passkeyAccountAbi, platformPolicyAbi } from '../generated/abi/index.ts'
import type { SignerSet } from './setup.ts'

/** What one factor alone may give away of a currency within a rolling day, and what counts of it now; base units. */
export interface SpendingState {
  readonly currency: Address
  readonly payments: bigint
  readonly newPayees: bigint
  readonly paid: bigint
  readonly paidToNew: bigint
}

/** What the chain says of an account. */
export interface AccountState {
  readonly address: Address
  /** Whether it is on the chain yet; until then it begins as its set-up says. */
  readonly isMade: boolean
  /** Undefined until it is made. */
  readonly signers: SignerSet | undefined
  readonly trustees: readonly Address[]
  readonly trusteesNeeded: number
  readonly spending: readonly SpendingState[]
  /** Seconds from announcing with one factor what needs both, until it can be done. */
  readonly delay: number
  /** Seconds from proposing other signers until they can be brought. */
  readonly recoveryDelay: number
  /** A recovery that was proposed: from when on it can be done. */
  readonly recoveryReadyAt: number | undefined
}

/** Who signs for an account now; undefined if it is not on the chain. @throws the client's errors. */
export const readSigners = async (
  publicClient: Pick<ReadContext['publicClient'], 'getCode' | 'readContract'>,
  address: Address,
): Promise<SignerSet | undefined> => {
  const code = await publicClient.getCode({ address })
  if (code === undefined || code === '0x') return undefined
  return publicClient.readContract({ address, abi: passkeyAccountAbi, functionName: 'signerSet' })
}

const nobody: Hex = `0x${'00'.repeat(32)}`

/** Reads an account's rules and where it stands. @throws the client's errors, or Error on a platform without accounts. */
export const readAccount = async (
  { publicClient, deployment }: ReadContext,
  address: Address,
): Promise<AccountState> => {
  const { accounts } = deployment
  if (accounts === undefined) throw new Error('This platform has no accounts of its own.')
  const own = { address, abi: passkeyAccountAbi } as const
  const rules = { address: accounts.policy, abi: platformPolicyAbi } as const
  const signers = await readSigners(publicClient, address)
  const isMade = signers !== undefined
  const [delay, recoveryDelay] = await Promise.all([
    publicClient.readContract({ ...rules, functionName: 'delay' }),
    publicClient.readContract({ ...rules, functionName: 'recoveryDelay' }),
  ])
  const spending = await Promise.all(
    deployment.currencies.map(async ({ address: currency }): Promise<SpendingState> => {
      if (!isMade) {
        const [payments, newPayees] = await publicClient.readContract({
          ...rules,
          functionName: 'limitOf',
          args: [currency],
        })
        return { currency, payments, newPayees, paid: 0n, paidToNew: 0n }
      }
      const [[payments, newPayees], [paid, paidToNew]] = await Promise.all([
        publicClient.readContract({ ...own, functionName: 'spendingLimitOf', args: [currency] }),
        publicClient.readContract({ ...own, functionName: 'spentOf', args: [currency] }),
      ])
      return { currency, payments, newPayees, paid, paidToNew }
    }),
  )
  const waits = { delay: Number(delay), recoveryDelay: Number(recoveryDelay) }
  if (!isMade)
    return {
      ...{ address, isMade, spending, ...waits },
      ...{ signers: undefined, trustees: [], trusteesNeeded: 0, recoveryReadyAt: undefined },
    }
  const [[trustees, needed], [recoveryId, readyAt]] = await Promise.all([
    publicClient.readContract({ ...own, functionName: 'trustees' }),
    publicClient.readContract({ ...own, functionName: 'recovery' }),
  ])
  return {
    ...{ address, isMade, signers, spending, trustees, ...waits },
    trusteesNeeded: Number(needed),
    recoveryReadyAt: recoveryId === nobody ? undefined : Number(readyAt),
  }
}
