import type { Account, Address, Chain, Hash, Hex, PublicClient, Transport, WalletClient } from 'viem'
import { HurongError, toHurongError } from '../errors/index.ts'

/** Sends one transaction after the other and waits for each, so that a run that ends anywhere can be gone on with. */
export interface Signer {
  readonly address: Address
  readonly send: (call: { to: Address; data?: Hex; value?: bigint }) => Promise<Hash>
}

/** A signer over a wallet client with an account. Each call throws a `HurongError` if it fails. */
export const signerOf = (
  publicClient: PublicClient,
  walletClient: WalletClient<Transport, Chain | undefined, Account>,
): Signer => ({
  address: walletClient.account.address,
  send: async (call) => {
    let hash: Hash | undefined
    try {
      const gas = await publicClient.estimateGas({ account: walletClient.account, ...call })
      const chain = walletClient.chain ?? null
      hash = await walletClient.sendTransaction({ ...call, chain, gas: gas + (gas >> 3n) })
      const receipt = await publicClient.waitForTransactionReceipt({ hash })
      if (receipt.status === 'success') return hash
    } catch (error) {
      throw toHurongError(error, { sending: hash !== undefined, ...(hash === undefined ? {} : { hash }) })
    }
    const message = `Transaction ${hash} failed.`
    throw new HurongError({ name: 'RevertedWithoutReason', kind: 'contract', message, hash })
  },
})
