import { type Hurong, notesAbi } from '@hurong/sdk'
import { isAddress } from 'viem'
import { reasonAgainst } from '../../chain/reasonAgainst.ts'
import type { Reason } from '../../chain/txState.ts'

type Hex = `0x${string}`

/** Notes somebody would give away. Base units. */
export interface HandingOver {
  readonly holder: Hex
  /** As it is spelt: large and small letters are its check digits. */
  readonly receiver: string
  readonly seriesId: bigint
  readonly amount: bigint
}

/** What was found by trying it out. */
export interface TriedHandingOver {
  /** Whether a letter of the receiver's address is wrong. */
  readonly isMistyped: boolean
  /** Whose address it is; 0 for nobody verified. */
  readonly receiverId: number
  /** Why the contract would refuse it; null where it would not. */
  readonly reason: Reason | null
}

/** Tries a handing over out on the contract itself. Sends nothing. @throws HurongError where the node does not answer. */
export async function tryHandingOver(
  { context, participants }: Hurong,
  { holder, receiver, seriesId, amount }: HandingOver,
): Promise<TriedHandingOver> {
  if (!isAddress(receiver)) return { isMistyped: true, receiverId: 0, reason: null }
  const { publicClient, deployment } = context
  const [receiverId, reason] = await Promise.all([
    participants.readParticipantOf({ wallet: receiver }),
    reasonAgainst(
      publicClient.simulateContract({
        address: deployment.contracts.notes,
        abi: notesAbi,
        functionName: 'transfer',
        args: [receiver, seriesId, amount],
        account: holder,
      }),
    ),
  ])
  return { isMistyped: false, receiverId, reason }
}
