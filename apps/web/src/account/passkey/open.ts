import type { CallSender, ReadContext } from '@hurong/sdk'
import { HurongError } from '@hurong/sdk'
import {
  type AccountContracts,
  type AccountSigner,
  accountAddressOf,
  accountSender,
  bringOperation,
  encodeAssertion,
  firstSetup,
  hasSigner,
  type PasskeyAccount,
  parseDer,
  passkeySigner,
  readSigners,
  signOperation,
  toPasskeyAccount,
} from '@hurong/sdk/accounts'
import { coSigned } from '@hurong/sdk/co-signer'
import type { Account, Chain, PublicClient, Transport, WalletClient } from 'viem'
import type { SecondFactor } from '../acting.ts'
import { askPasskey, CeremonyProblem, type PasskeyAnswer, relyingParty } from './ceremony.ts'
import { type PasskeyAccountRecord, passkeysOf } from './stored.ts'

type Hex = `0x${string}`
type Client = PublicClient<Transport, Chain | undefined>

/** @throws Error where the platform has no accounts of its own. */
const contractsOf = ({ deployment }: ReadContext): AccountContracts => {
  if (deployment.accounts === undefined) throw new Error('This platform has no accounts of its own.')
  return deployment.accounts
}

const setupOf = (contracts: AccountContracts, publicKey: Hex) =>
  firstSetup(passkeySigner(contracts.verifier, publicKey, relyingParty()), contracts)

/** The address of the account a passkey owns, whether it is made yet or not. */
export const addressOfPasskey = async (context: ReadContext, publicKey: Hex): Promise<Hex> => {
  const contracts = contractsOf(context)
  const address = await accountAddressOf(context.publicClient, contracts, setupOf(contracts, publicKey))
  return address.toLowerCase() as Hex
}

/** A passkey that confirms; without the name its authenticator gave it, the person chooses it from wherever they keep it. */
export interface ConfirmingPasskey {
  readonly publicKey: Hex
  readonly credentialId: string | undefined
}

interface Told {
  readonly onAsk: () => void
  readonly onSigned: () => void
}

/** @throws HurongError `PasskeyOther` if the person chose another passkey than was asked for. */
async function requireFrom(publicKey: Hex, answer: PasskeyAnswer): Promise<void> {
  const { keysBehind } = await import('./recover.ts')
  if ((await keysBehind(answer)).includes(publicKey)) return
  throw new HurongError({
    ...{ name: 'PasskeyOther', kind: 'wallet' },
    message: 'Another passkey confirmed than the one asked for.',
  })
}

/** Signs with a passkey; declining is told as a wallet's owner's would be. */
const signerOf = (
  contracts: AccountContracts,
  { credentialId, publicKey }: ConfirmingPasskey,
  { onAsk, onSigned }: Told,
): AccountSigner => ({
  signer: passkeySigner(contracts.verifier, publicKey, relyingParty()),
  sign: async (hash) => {
    onAsk()
    try {
      const answer = await askPasskey(hash, credentialId)
      if (credentialId === undefined) await requireFrom(publicKey, answer)
      onSigned()
      const { authenticatorData, clientDataJSON, signature } = answer
      return encodeAssertion({ authenticatorData, clientDataJSON, ...parseDer(signature) })
    } catch (cause) {
      if (!(cause instanceof CeremonyProblem)) throw cause
      const kind = cause.name === 'PasskeyDeclined' ? 'userRejected' : 'wallet'
      throw new HurongError({ name: cause.name, kind, message: cause.message, cause })
    }
  },
})

/**
 * The passkey of this browser that confirms for an account: the preferred one, or another one it still has where that was
 * removed from the account.
 * @throws HurongError `PasskeyRemoved` if none of them is one of the account's any more.
 */
async function confirmingOf(
  { publicClient }: ReadContext,
  contracts: AccountContracts,
  record: PasskeyAccountRecord,
): Promise<PasskeyAccountRecord> {
  const set = await readSigners(publicClient, record.address)
  const isSigner = ({ publicKey }: PasskeyAccountRecord) =>
    set === undefined || hasSigner(set, passkeySigner(contracts.verifier, publicKey, relyingParty()))
  const found = [record, ...passkeysOf(record.chainId, record.address)].find(isSigner)
  if (found) return found
  throw new HurongError({
    ...{ name: 'PasskeyRemoved', kind: 'wallet' },
    message: 'This passkey was removed from the account.',
  })
}

/** A wallet that pays the gas of an operation it cannot change, for when the platform's own server is gone. */
export type Carrier = WalletClient<Transport, Chain | undefined, Account>

const carried = (
  client: Client,
  contracts: AccountContracts,
  account: PasskeyAccount,
  wallet: Carrier,
): CallSender => ({
  address: account.address,
  sendCalls: async (calls) =>
    bringOperation({ client, wallet }, contracts, await signOperation(client, account, calls)),
  signTypedData: (typed) => account.signTypedData(typed),
})

/** The operator, who signs too for a one-time code. */
type Code = Extract<SecondFactor, { kind: 'code' }>

/** Lets the co-signer sign after the passkey; only then is everything signed. */
const withCode = (account: PasskeyAccount, { coSigner, ask }: Code, { onSigned }: Told): PasskeyAccount =>
  coSigned(account, coSigner, async (operation) => {
    const answer = await ask(operation)
    onSigned()
    return answer
  })

/**
 * Opens an account to act with: through the platform's relayer, or carried by a wallet where there is none.
 * @param told.second Who confirms after the passkey, where both factors are to.
 */
export async function openSender(
  context: ReadContext,
  record: PasskeyAccountRecord,
  told: Told & {
    readonly second: ConfirmingPasskey | AccountSigner | Code | undefined
    readonly carrier: Carrier | undefined
    readonly bundlerUrl: string | null
    readonly paymasterUrl: string | null
  },
): Promise<CallSender> {
  const { publicClient: client } = context
  const contracts = contractsOf(context)
  const { bundlerUrl, paymasterUrl, carrier, second } = told
  const first = await confirmingOf(context, contracts, record)
  const code = second !== undefined && 'ask' in second ? second : undefined
  const opened = await toPasskeyAccount({
    client,
    contracts,
    setup: setupOf(contracts, first.publicKey),
    address: record.address,
    signers: [
      signerOf(contracts, first, code ? { ...told, onSigned: () => {} } : told),
      ...(second === undefined || 'ask' in second
        ? []
        : ['sign' in second ? second : signerOf(contracts, second, told)]),
    ],
  })
  const account = code ? withCode(opened, code, told) : opened
  if (carrier) return carried(client, contracts, account, carrier)
  if (bundlerUrl === null)
    throw new HurongError({
      name: 'NobodyBrings',
      kind: 'wallet',
      message: 'Nobody brings operations to the chain here, and no wallet is at hand to do it.',
    })
  return accountSender(client, account, {
    bundlerUrl: new URL(bundlerUrl, location.origin).href,
    ...(paymasterUrl === null ? {} : { paymasterUrl }),
  })
}
