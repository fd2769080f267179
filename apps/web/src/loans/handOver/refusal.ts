import type { Reason } from '../../chain/txState.ts'
import type { TriedHandingOver } from './tryHandingOver.ts'

const ofReceiver = [
  'WalletUnknown',
  'VerificationExpired',
  'ParticipantFrozen',
  'OwnLoan',
  'RelatedParties',
  'CapPerLoanExceeded',
  'CapPerPairExceeded',
] as const

/** Why a receiver cannot hold the notes. */
export interface ReceiverRefusal {
  readonly name: (typeof ofReceiver)[number]
  /** Whole units held and allowed, where it is about a cap. */
  readonly used: bigint
  readonly cap: bigint
}

const whole = (value: unknown) => (typeof value === 'bigint' ? value : 0n)

/**
 * What stands against the receiver, where that is the reason: the contracts' errors do not say of whom they speak, and their usual
 * sentences speak to who acts. Null for a reason that lies with the holder.
 */
export function refusalOfReceiver(
  { name, args }: Reason,
  { receiverId }: Pick<TriedHandingOver, 'receiverId'>,
): ReceiverRefusal | null {
  const found = ofReceiver.find((one) => one === name)
  if (found === undefined) return null
  // Both sides may be frozen; the error names whose it is.
  if (found === 'ParticipantFrozen' && Number(args.participantId) !== receiverId) return null
  return { name: found, used: whole(args.used), cap: whole(args.cap) }
}
