import { type Address, domainSeparator, type Hex, type TypedDataDefinition } from 'viem'
import { type HurongContext, type ReadContext, type Sent, sendCall } from '../client/index.ts'
import { passkeyAccountAbi } from '../generated/abi/index.ts'
import { inOrder } from './selfCalls.ts'
import type { SignerSet } from './setup.ts'

const domainOf = (chainId: number, account: Address) =>
  ({ name: 'Hurong Account', version: '1', chainId, verifyingContract: account }) as const

/** The application an account's trustees sign for: theirs, if accounts themselves, must let one factor sign for it. */
export const recoveryDomain = (chainId: number, account: Address): Hex =>
  domainSeparator({ domain: domainOf(chainId, account) })

const signerSetType = [
  { name: 'signers', type: 'bytes[]' },
  { name: 'weights', type: 'uint64[]' },
  { name: 'threshold', type: 'uint64' },
  { name: 'secondThreshold', type: 'uint64' },
] as const

/** What trustees sign so that an account gets other signers. */
export const recoveryTypedData = (
  chainId: number,
  account: Address,
  message: { readonly next: SignerSet; readonly nonce: bigint; readonly deadline: bigint },
): TypedDataDefinition => ({
  domain: domainOf(chainId, account),
  types: {
    Recovery: [
      { name: 'next', type: 'SignerSet' },
      { name: 'nonce', type: 'uint256' },
      { name: 'deadline', type: 'uint256' },
    ],
    SignerSet: signerSetType,
  },
  primaryType: 'Recovery',
  message,
})

/** What a trustee signs to show that they could. */
export const rehearsalTypedData = (
  chainId: number,
  account: Address,
  message: { readonly trustee: Address; readonly deadline: bigint },
): TypedDataDefinition => ({
  domain: domainOf(chainId, account),
  types: {
    Rehearsal: [
      { name: 'trustee', type: 'address' },
      { name: 'deadline', type: 'uint256' },
    ],
  },
  primaryType: 'Rehearsal',
  message,
})

/** A trustee's signature over a recovery. */
export interface TrusteeSignature {
  readonly trustee: Address
  readonly signature: Hex
}

/**
 * Whether one factor of an account of this platform may sign as another account's trustee: not before it is made, and not
 * before its owner allowed it.
 */
export const readTrusteeReadiness = async (
  { publicClient, deployment }: ReadContext,
  trustee: Address,
  account: Address,
): Promise<'ready' | 'notMade' | 'notAllowed'> => {
  const code = await publicClient.getCode({ address: trustee })
  if (code === undefined || code === '0x') return 'notMade'
  const isAllowed = await publicClient.readContract({
    ...{ address: trustee, abi: passkeyAccountAbi, functionName: 'isDomainAllowed' },
    args: [recoveryDomain(deployment.chainId, account)],
  })
  return isAllowed ? 'ready' : 'notAllowed'
}

const callOf = (account: Address, functionName: string, args: readonly unknown[]) => ({
  address: account,
  abi: passkeyAccountAbi as never,
  functionName,
  args,
})

/** Announces other signers; anybody may who has the trustees' signatures. @throws HurongError why the account refuses. */
export const proposeRecovery = (
  context: HurongContext,
  {
    account,
    next,
    deadline,
    signatures,
  }: {
    readonly account: Address
    readonly next: SignerSet
    readonly deadline: bigint
    readonly signatures: readonly TrusteeSignature[]
  },
): Promise<Sent> => {
  const trustees = inOrder(signatures.map(({ trustee }) => trustee))
  const signed = trustees.map(
    (trustee) => signatures.find((one) => one.trustee.toLowerCase() === trustee)?.signature,
  )
  return sendCall(context, callOf(account, 'proposeRecovery', [next, deadline, trustees, signed]))
}

/** Brings the signers that were proposed, once their delay is over; anybody may. @throws HurongError */
export const finaliseRecovery = (context: HurongContext, account: Address, next: SignerSet): Promise<Sent> =>
  sendCall(context, callOf(account, 'finaliseRecovery', [next]))

/** Tells an account that one of its trustees can sign; anybody may. @throws HurongError */
export const rehearse = (
  context: HurongContext,
  {
    account,
    trustee,
    deadline,
    signature,
  }: TrusteeSignature & { readonly account: Address; readonly deadline: bigint },
): Promise<Sent> => sendCall(context, callOf(account, 'rehearse', [trustee, deadline, signature]))

/** Does what was announced, once its wait is over; anybody may. @throws HurongError */
export const executeScheduled = (
  context: HurongContext,
  account: Address,
  { executionData, salt }: { readonly executionData: Hex; readonly salt: Hex },
): Promise<Sent> => sendCall(context, callOf(account, 'executeScheduled', [executionData, salt]))
