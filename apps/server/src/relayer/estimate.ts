import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { divUp } from '@hurong/finance'
import type { AccountContracts } from '@hurong/sdk/accounts'
import { decodeAbiParameters, type Hex, isHex, numberToHex, toHex } from 'viem'
import type { Node } from './ask.ts'
import type { Clients } from './clients.ts'
import { refuseReverted, requireEntryPoint } from './intake.ts'
import { type Operation, readOperation, requireWithin } from './operation.ts'
import type { openOurAccounts } from './ourAccounts.ts'
import { codes, Refused } from './refusal.ts'
import type { RelayerLimits } from './settings.ts'
import type { Simulator } from './simulate.ts'

/**
 * Gas for checking one signature, where the chain has a precompile for a passkey's curve and where it has none, and for the rest of
 * a validation. A stand-in for a signature cannot be checked, so what it takes is not measured; what is left over costs nobody
 * anything, but fewer operations fit into a transaction.
 */
const gasOfSignature = { precompiled: 60_000n, computed: 400_000n } as const
const gasOfValidation = 150_000n
const gasOfTransactionItself = 21_000n

/** A quarter more: another block may find other storage warm. */
const withRoom = (gas: bigint): bigint => gas + divUp(gas, 4n) + 20_000n

const signaturesType = [{ type: 'bytes[]' }, { type: 'bytes[]' }] as const

const signersIn = (signature: Hex): bigint => {
  try {
    return BigInt(Math.max(1, Math.min(16, decodeAbiParameters(signaturesType, signature)[0].length)))
  } catch {
    return 2n
  }
}

/** Whether the chain checks signatures of passkeys by itself (EIP-7951): asked with one that is right. */
const hasPrecompile = async (node: Node): Promise<boolean> => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const message = Buffer.from('passkey')
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const data = Buffer.concat([
    createHash('sha256').update(message).digest(),
    sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ])
  const to = numberToHex(0x100, { size: 20 })
  const answer = await node.ask('eth_call', [{ to, data: toHex(data) }, 'latest'])
  return isHex(answer) && answer !== '0x' && BigInt(answer) === 1n
}

export interface Estimate {
  readonly node: Node
  readonly contracts: AccountContracts
  readonly limits: RelayerLimits
  readonly simulator: Simulator
  readonly accounts: ReturnType<typeof openOurAccounts>
  /** Estimates of each client: nothing that is estimated is signed, so there is nobody else to count them against. */
  readonly clients: Clients
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Works out gas limits of an operation that is not signed yet. */
export const openEstimate = ({ node, contracts, limits, simulator, accounts, clients, now }: Estimate) => {
  let precompiled: boolean | undefined
  const capped = (gas: bigint, greatest: bigint) => (gas < greatest ? gas : greatest)

  const measure = async (operation: Operation) => {
    const { sender, factory, factoryData = '0x', callData } = operation
    const from = contracts.entryPoint
    const { verificationGas, callGas } = limits
    const make = factory === undefined ? [] : [{ from, to: factory, data: factoryData, gas: verificationGas }]
    const tried = await simulator.tryCalls([...make, { from, to: sender, data: callData, gas: callGas }])
    if (tried === undefined) return { made: 1_000_000n, called: 3_000_000n }
    const made = factory === undefined ? undefined : tried[0]
    const called = tried.at(-1)
    if (made?.succeeded === false)
      throw new Refused(codes.rejected, 'The factory would not make the account.', made.data)
    if (called?.succeeded !== true) throw refuseReverted(called?.data ?? '0x')
    return { made: made?.gasUsed ?? 0n, called: called.gasUsed }
  }

  /** @throws Refused, with what the contract said if the calls would fail. */
  return async (given: unknown, entryPoint: unknown, client: string): Promise<Record<string, Hex>> => {
    requireEntryPoint(entryPoint, contracts)
    const operation = readOperation(given, { estimating: true })
    requireWithin(operation, limits)
    const seconds = Math.floor(now() / 1000)
    clients.require(client, seconds)
    clients.count(client, seconds)
    await accounts.require(operation)
    const { made, called } = await measure(operation)
    precompiled ??= await hasPrecompile(node)
    const each = precompiled ? gasOfSignature.precompiled : gasOfSignature.computed
    const validation = made + gasOfValidation + signersIn(operation.signature) * each
    const calls = called > gasOfTransactionItself ? called : gasOfTransactionItself
    return {
      // The relayer asks for nothing in return.
      preVerificationGas: '0x0',
      verificationGasLimit: numberToHex(capped(withRoom(validation), limits.verificationGas)),
      callGasLimit: numberToHex(capped(withRoom(calls), limits.callGas)),
    }
  }
}
