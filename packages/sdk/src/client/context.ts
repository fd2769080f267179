import type { Account, Chain, PublicClient, Transport, WalletClient } from 'viem'
import type { Deployment } from '../deployments/index.ts'
import { HurongError } from '../errors/index.ts'

/** What reading needs. */
export interface ReadContext {
  readonly publicClient: PublicClient<Transport, Chain | undefined>
  readonly deployment: Deployment
}

/** What writing needs: also a wallet with an account. */
export interface HurongContext extends ReadContext {
  readonly walletClient?: WalletClient<Transport, Chain | undefined, Account | undefined> | undefined
}

/** The acting account. @throws HurongError `NoWallet` if there is none. */
export const requireAccount = (context: HurongContext): Account => {
  const account = context.walletClient?.account
  if (account === undefined)
    throw new HurongError({ name: 'NoWallet', kind: 'wallet', message: 'No wallet is connected.' })
  return account
}
