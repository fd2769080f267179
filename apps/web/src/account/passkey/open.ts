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
  type PasskeyAccount,
  parseDer,
  passkeySigner,
  signOperation,
  toPasskeyAccount,
} from '@hurong/sdk/accounts'
import type { Account, Chain, PublicClient, Transport, WalletClient } from 'viem'
import { askPasskey, CeremonyProblem, relyingParty } from './ceremony.ts'
import type { PasskeyAccountRecord } from './stored.ts'

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

/** Signs with a passkey of this browser; declining is told as a wallet's owner's would be. */
const signerOf = (
  contracts: AccountContracts,
  { credentialId, publicKey }: PasskeyAccountRecord,
  onAsk: () => void,
  onSigned: () => void,
): AccountSigner => ({
  signer: passkeySigner(contracts.verifier, publicKey, relyingParty()),
  sign: async (hash) => {
    onAsk()
    try {
      const { authenticatorData, clientDataJSON, signature } = await askPasskey(hash, credentialId)
      onSigned()
      return encodeAssertion({ authenticatorData, clientDataJSON, ...parseDer(signature) })
    } catch (cause) {
      if (!(cause instanceof CeremonyProblem)) throw cause
      const kind = cause.name === 'PasskeyDeclined' ? 'userRejected' : 'wallet'
      throw new HurongError({ name: cause.name, kind, message: cause.message, cause })
    }
  },
})

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

/** Opens an account to act with: through the platform's relayer, or carried by a wallet where there is none. */
export async function openSender(
  context: ReadContext,
  record: PasskeyAccountRecord,
  told: {
    readonly onAsk: () => void
    readonly onSigned: () => void
    readonly carrier: Carrier | undefined
    readonly bundlerUrl: string | null
    readonly paymasterUrl: string | null
  },
): Promise<CallSender> {
  const { publicClient: client } = context
  const contracts = contractsOf(context)
  const { bundlerUrl, paymasterUrl, carrier, onAsk, onSigned } = told
  const account = await toPasskeyAccount({
    client,
    contracts,
    setup: setupOf(contracts, record.publicKey),
    address: record.address,
    signers: [signerOf(contracts, record, onAsk, onSigned)],
  })
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
