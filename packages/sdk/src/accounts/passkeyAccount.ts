import {
  type Address,
  type Chain,
  concat,
  decodeAbiParameters,
  decodeFunctionData,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  numberToHex,
  type PublicClient,
  type Transport,
  type TypedDataDefinition,
} from 'viem'
import {
  entryPoint08Abi,
  getUserOperationHash,
  getUserOperationTypedData,
  type SmartAccount,
  type SmartAccountImplementation,
  toSmartAccount,
} from 'viem/account-abstraction'
import {
  hashTypedData as hashNested,
  hashMessage as hashPersonal,
  wrapTypedDataSignature,
} from 'viem/experimental/erc7739'
import { passkeyAccountAbi } from '../generated/abi/index.ts'
import type { AccountContracts } from './contracts.ts'
import { type AccountSetup, accountAddressOf, factoryCall, firstSalt } from './setup.ts'

/** One of an account's signers, who signs a hash as the chain takes it: a passkey's assertion, or an address's signature. */
export interface AccountSigner {
  /** As the account knows it, ERC-7913. */
  readonly signer: Hex
  /** @param typed What the hash is of, for wallets that sign typed data alone; left out where it is nested in other's. */
  readonly sign: (hash: Hex, typed?: TypedDataDefinition) => Promise<Hex>
}

/** ERC-7821: a batch without `opData`, which fails as a whole. */
const batch: Hex = `0x01${'00'.repeat(31)}`

/** ERC-7739 wants a salt in the account's domain, and the account has none. */
const noSalt: Hex = `0x${'00'.repeat(32)}`

const executionType = [
  {
    type: 'tuple[]',
    components: [
      { name: 'target', type: 'address' },
      { name: 'value', type: 'uint256' },
      { name: 'callData', type: 'bytes' },
    ],
  },
] as const

/** A call an account makes. */
export interface AccountCall {
  readonly to: Address
  readonly data?: Hex | undefined
  readonly value?: bigint | undefined
}

/** The data of calls an account makes together, as `schedule` and `execute` take it. */
export const encodeExecution = (calls: readonly AccountCall[]): Hex =>
  encodeAbiParameters(executionType, [
    calls.map(({ to, value = 0n, data = '0x' }) => ({ target: to, value, callData: data })),
  ])

/** What an account executes of one operation, by one factor or by both. */
export const executeCall = (
  calls: readonly AccountCall[],
  functionName: 'execute' | 'executeWithBothFactors',
): Hex => encodeFunctionData({ abi: passkeyAccountAbi, functionName, args: [batch, encodeExecution(calls)] })

/** The calls in such data. */
export const decodeExecution = (data: Hex): AccountCall[] =>
  decodeAbiParameters(executionType, data)[0].map(({ target, value, callData }) => ({
    to: target,
    value,
    data: callData,
  }))

const signaturesType = [{ type: 'bytes[]' }, { type: 'bytes[]' }] as const

/** Each signer asked in turn: people are, and cannot be asked two things at once. */
const signAll = async (
  signers: readonly AccountSigner[],
  hash: Hex,
  typed?: TypedDataDefinition,
): Promise<Hex> => {
  const signatures: Hex[] = []
  for (const { sign } of signers) signatures.push(await sign(hash, typed))
  return encodeAbiParameters(signaturesType, [signers.map(({ signer }) => signer), signatures])
}

/** `r` and `s` that could be some, and that the user was there and was verified: all of it is checked before it is refused. */
const stubHead = concat([numberToHex(1n, { size: 32 }), numberToHex(1n, { size: 32 }), '0x0500000000'])

/** As long as a passkey's signature may be in either form and as much to check, so that an estimate of its gas is not too low. */
const stubOf = ({ signer }: AccountSigner): Hex =>
  signer.length === 42 ? `0x${'ff'.repeat(65)}` : concat([stubHead, `0x${'ff'.repeat(571)}`])

export type PasskeyAccount = SmartAccount<SmartAccountImplementation<typeof entryPoint08Abi, '0.8'>>

/**
 * An account of the platform for viem's smart account tools: any bundler and paymaster work with it.
 * @param signers Who signs, in turn. With more than one the operation asks for both factors.
 * @param address Of an account made with other signers than it has now; worked out from the set-up if left out.
 */
export const toPasskeyAccount = async ({
  client,
  contracts,
  setup,
  salt = firstSalt,
  address,
  signers,
}: {
  readonly client: PublicClient<Transport, Chain | undefined>
  readonly contracts: AccountContracts
  readonly setup: AccountSetup
  readonly salt?: Hex | undefined
  readonly address?: Address | undefined
  readonly signers: readonly AccountSigner[]
}): Promise<PasskeyAccount> => {
  const own = address ?? (await accountAddressOf(client, contracts, setup, salt))
  const chainId = client.chain?.id ?? (await client.getChainId())
  const verifierDomain = {
    name: 'Hurong Account',
    version: '1',
    chainId,
    verifyingContract: own,
    salt: noSalt,
  } as const
  const functionName = signers.length > 1 ? 'executeWithBothFactors' : 'execute'
  return toSmartAccount({
    client,
    entryPoint: { abi: entryPoint08Abi, address: contracts.entryPoint, version: '0.8' },
    getAddress: async () => own,
    encodeCalls: async (calls) => executeCall(calls, functionName),
    decodeCalls: async (data) => {
      const { args } = decodeFunctionData({ abi: passkeyAccountAbi, data })
      return decodeExecution(args?.[1] as Hex)
    },
    getFactoryArgs: async () => {
      const { to, data } = factoryCall(contracts, setup, salt)
      return { factory: to, factoryData: data }
    },
    getStubSignature: async () =>
      encodeAbiParameters(signaturesType, [signers.map(({ signer }) => signer), signers.map(stubOf)]),
    signMessage: async ({ message }) => signAll(signers, hashPersonal({ message, verifierDomain })),
    signTypedData: async (parameters) => {
      const { domain = {}, types, primaryType, message } = parameters as TypedDataDefinition
      const signature = await signAll(
        signers,
        hashNested({ domain, types, primaryType, message, verifierDomain } as never),
      )
      return wrapTypedDataSignature({ domain, types, primaryType, message, signature } as never)
    },
    signUserOperation: async ({ chainId: on = chainId, ...operation }) => {
      const given = {
        chainId: on,
        entryPointAddress: contracts.entryPoint,
        userOperation: { ...operation, sender: own } as never,
      }
      const typed = getUserOperationTypedData(given) as TypedDataDefinition
      return signAll(signers, getUserOperationHash({ ...given, entryPointVersion: '0.8' }), typed)
    },
  }) as Promise<PasskeyAccount>
}
