import {
  type Abi,
  type Address,
  decodeFunctionData,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  isHex,
  recoverTypedDataAddress,
  toFunctionSignature,
} from 'viem'
import {
  entryPoint08Abi,
  getUserOperationHash,
  getUserOperationTypedData,
  type UserOperation,
} from 'viem/account-abstraction'
import { z } from 'zod'
import { type ContractName, contractAbis, contractNames } from '../abi/index.ts'
import { decodeExecution, encodeExecution } from '../accounts/index.ts'
import type { ReadContext } from '../client/index.ts'
import { passkeyAccountAbi } from '../generated/abi/index.ts'

/** ERC-7821: a batch that fails as a whole. */
const batch: Hex = `0x01${'00'.repeat(31)}`

/** Gas of an act and of checking up to 16 signatures; what is not used costs nothing at a fee of 0. */
const gas = { verificationGasLimit: 3_000_000n, callGasLimit: 3_000_000n, preVerificationGas: 0n } as const

/** How an act comes about: announced to the public, done after its delay, called off, or done at once where no delay is. */
export const ways = ['announce', 'carry-out', 'call-off', 'at-once'] as const
export type Way = (typeof ways)[number]

/** What an owner is to do. */
export interface Act {
  /** `account` is the owner itself, for changing its own signers and trustees. */
  readonly contract: ContractName | 'account'
  readonly functionName: string
  readonly args: readonly unknown[]
  readonly way: Way
  /** Who announced what is called off; the owner itself if left out. */
  readonly announcedBy?: Address | undefined
}

/** An act that signers can look at and sign without a chain. */
export interface Proposal {
  readonly chainId: number
  readonly entryPoint: Address
  readonly operation: UserOperation<'0.8'>
}

const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)

/** @throws Error naming what the contract does have, or what the function takes. */
const encode = (contract: string, abi: Abi, { functionName, args }: Act): Hex => {
  const changing = abi.flatMap((item) =>
    item.type === 'function' && item.stateMutability !== 'view' && item.stateMutability !== 'pure'
      ? [item]
      : [],
  )
  const named = changing.filter(({ name }) => name === functionName)
  if (named.length === 0) {
    const others = [...new Set(changing.map(({ name }) => name))].sort()
    throw new Error(`${contract} has no function ${functionName} to call. It has: ${others.join(', ')}.`)
  }
  try {
    return encodeFunctionData({ abi, functionName, args })
  } catch {
    const takes = named.map((item) => toFunctionSignature(item)).join(' or ')
    throw new Error(`--args does not fit: ${contract}.${takes} is what is called.`)
  }
}

const act = (context: ReadContext, owner: Address, given: Act) => {
  const { contracts } = context.deployment
  if (given.contract === 'account') {
    if (given.way !== 'at-once') throw new Error('What an account does to itself is done at once.')
    return { to: owner, data: encode('account', passkeyAccountAbi as Abi, given) }
  }
  const target = contracts[given.contract]
  const data = encode(given.contract, contractAbis[given.contract] as Abi, given)
  const manage = (functionName: string, args: readonly unknown[]) => ({
    to: contracts.accessManager,
    data: encodeFunctionData({ abi: contractAbis.accessManager as Abi, functionName, args }),
  })
  switch (given.way) {
    case 'announce':
      return manage('schedule', [target, data, 0])
    case 'carry-out':
      return manage('execute', [target, data])
    case 'call-off':
      return manage('cancel', [given.announcedBy ?? owner, target, data])
    case 'at-once':
      return { to: target, data }
  }
}

/**
 * Makes of an act an operation for the owner's signers to sign. Each has a nonce of its own, so that several may be under way.
 * @param alone Whether one signer is enough, as the policy says it is for stopping new business.
 */
export const propose = async (
  context: ReadContext,
  owner: Address,
  given: Act,
  { alone = false }: { readonly alone?: boolean } = {},
): Promise<Proposal> => {
  const { accounts, chainId } = context.deployment
  if (accounts === undefined) throw new Error('The deployment has no accounts.')
  const functionName = alone ? 'execute' : 'executeWithBothFactors'
  const nonce = await context.publicClient.readContract({
    address: accounts.entryPoint,
    abi: entryPoint08Abi,
    functionName: 'getNonce',
    args: [owner, BigInt(Date.now())],
  })
  const execution = encodeExecution([act(context, owner, given)])
  return {
    chainId,
    entryPoint: accounts.entryPoint,
    operation: {
      ...{ sender: owner, nonce, signature: '0x', maxFeePerGas: 0n, maxPriorityFeePerGas: 0n },
      ...gas,
      callData: encodeFunctionData({ abi: passkeyAccountAbi, functionName, args: [batch, execution] }),
    },
  }
}

const tellCall = (contract: string, abi: Abi, data: Hex): string => {
  const { functionName, args = [] } = decodeFunctionData({ abi, data })
  const item = abi.find((entry) => entry.type === 'function' && entry.name === functionName)
  const signature = item?.type === 'function' ? toFunctionSignature(item) : functionName
  const told = args.map((value) => JSON.stringify(value, plain))
  return `${contract}.${signature} with ${told.join(', ')}`
}

const called = (context: Pick<ReadContext, 'deployment'>, owner: Address, to: Address, data: Hex): string => {
  if (to.toLowerCase() === owner.toLowerCase()) return tellCall('account', passkeyAccountAbi as Abi, data)
  const contract = contractNames.find(
    (name) => context.deployment.contracts[name].toLowerCase() === to.toLowerCase(),
  )
  if (contract === undefined) return `call ${to} with ${data}`
  const abi = contractAbis[contract] as Abi
  const { functionName, args = [] } = decodeFunctionData({ abi, data })
  if (contract === 'accessManager' && ['schedule', 'execute', 'cancel'].includes(functionName)) {
    const [target, inner] = (functionName === 'cancel' ? args.slice(1) : args) as [Address, Hex]
    return `${functionName}: ${called(context, owner, target, inner)}`
  }
  return tellCall(contract, abi, data)
}

/** What a proposal would do, read from what is signed and from nothing else. @throws if it is no act of an owner. */
export const tellProposal = (context: Pick<ReadContext, 'deployment'>, { operation }: Proposal): string[] => {
  const { functionName, args } = decodeFunctionData({ abi: passkeyAccountAbi, data: operation.callData })
  if (functionName !== 'execute' && functionName !== 'executeWithBothFactors')
    throw new Error(`The proposal calls ${functionName}, which is no act of an owner.`)
  const calls = decodeExecution((args as readonly [Hex, Hex])[1])
  return [
    `The account ${operation.sender} would${functionName === 'execute' ? ', signed by one,' : ''}`,
    ...calls.map(({ to, data = '0x' }) => `  ${called(context, operation.sender, to, data)}`),
  ]
}

export const hashOf = ({ chainId, entryPoint, operation }: Proposal): Hex =>
  getUserOperationHash({
    chainId,
    entryPointAddress: entryPoint,
    entryPointVersion: '0.8',
    userOperation: operation,
  })

/** What a wallet is asked to sign (EIP-712); its hash is the operation's. */
export const typedDataOf = ({ chainId, entryPoint, operation }: Proposal) =>
  getUserOperationTypedData({ chainId, entryPointAddress: entryPoint, userOperation: operation })

/** One signer's word for a proposal. */
export interface SignedBy {
  readonly hash: Hex
  readonly signer: Hex
  readonly signature: Hex
}

/** Signatures put together as the account takes them. @throws for one of another proposal, one twice, or one that is not its signer's. */
export const withSignatures = async (
  proposal: Proposal,
  signed: readonly SignedBy[],
): Promise<UserOperation<'0.8'>> => {
  const hash = hashOf(proposal)
  const signers = signed.map(({ signer }) => signer.toLowerCase() as Hex)
  for (const [place, one] of signed.entries()) {
    if (one.hash !== hash) throw new Error(`The signature of ${one.signer} is for another proposal.`)
    if (signers.indexOf(one.signer.toLowerCase() as Hex) !== place)
      throw new Error(`${one.signer} signed twice.`)
    if (one.signer.length !== 42) continue
    // An account as a signer answers by ERC-1271, which the chain is asked about when the operation is brought.
    const by = await recoverTypedDataAddress({ ...typedDataOf(proposal), signature: one.signature }).catch(
      () => undefined,
    )
    if (by !== undefined && one.signature.length === 132 && by.toLowerCase() !== one.signer.toLowerCase())
      throw new Error(`The signature of ${one.signer} is not theirs.`)
  }
  const signature = encodeAbiParameters(
    [{ type: 'bytes[]' }, { type: 'bytes[]' }],
    [signers, signed.map((one) => one.signature)],
  )
  return { ...proposal.operation, signature }
}

const hex = z.custom<Hex>((text) => isHex(text), { error: 'is not hexadecimal' })
const whole = z.string().regex(/^\d+$/).transform(BigInt)
const ProposalShape = z.object({
  chainId: z.number().int(),
  entryPoint: hex,
  operation: z.object({
    sender: hex,
    nonce: whole,
    callData: hex,
    callGasLimit: whole,
    verificationGasLimit: whole,
    preVerificationGas: whole,
    maxFeePerGas: whole,
    maxPriorityFeePerGas: whole,
    signature: hex,
  }),
})
const SignedShape = z.object({ hash: hex, signer: hex, signature: hex })

/** As a file that signers pass on; with what a wallet is asked to sign. */
export const writeProposal = (proposal: Proposal): string =>
  JSON.stringify({ ...proposal, hash: hashOf(proposal), typedData: typedDataOf(proposal) }, plain, 2)

const read = <T>(shape: z.ZodType<T>, text: string, what: string): T => {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new Error(`${what} is no JSON.`)
  }
  const result = shape.safeParse(given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Error(`${what} cannot be read: ${issue?.path.join('.')} ${issue?.message}.`)
}

/** @throws Error with what is wrong in it. */
export const parseProposal = (text: string): Proposal => read(ProposalShape, text, 'The proposal') as Proposal
/** @throws Error with what is wrong in it. */
export const parseSigned = (text: string): SignedBy => read(SignedShape, text, 'The signature')
