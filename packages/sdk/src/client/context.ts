import type {
  Account,
  Address,
  Chain,
  Hash,
  Hex,
  PublicClient,
  Transport,
  TypedDataDefinition,
  WalletClient,
} from 'viem'
import type { Deployment } from '../deployments/index.ts'
import { HurongError } from '../errors/index.ts'

/** What reading needs. */
export interface ReadContext {
  readonly publicClient: PublicClient<Transport, Chain | undefined>
  readonly deployment: Deployment
}

/** A call to a contract. */
export interface Call {
  readonly to: Address
  readonly data: Hex
}

/** Who acts through an account that makes several calls as one: all of them are done, or none. */
export interface CallSender {
  readonly address: Address
  /** Signs the calls and has them brought to the chain. @returns the transaction they are in. @throws HurongError */
  readonly sendCalls: (calls: readonly Call[]) => Promise<Hash>
  /** Signs typed data (EIP-712) as the account, for contracts and servers that know ERC-1271 and ERC-6492. */
  readonly signTypedData: (typed: TypedDataDefinition) => Promise<Hex>
  /** Whether the calls are only gathered, so that one may rest on what those before it do. */
  readonly gathers?: true
}

/** What writing needs: also a wallet with an account, or who sends calls of one. */
export interface HurongContext extends ReadContext {
  readonly walletClient?: WalletClient<Transport, Chain | undefined, Account | undefined> | undefined
  readonly sender?: CallSender | undefined
}

/** The acting account. @throws HurongError `NoWallet` if there is none. */
export const requireAccount = (context: HurongContext): Account => {
  if (context.sender) return { address: context.sender.address, type: 'json-rpc' }
  const account = context.walletClient?.account
  if (account === undefined)
    throw new HurongError({ name: 'NoWallet', kind: 'wallet', message: 'No wallet is connected.' })
  return account
}
