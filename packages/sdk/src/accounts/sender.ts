import type { Chain, PublicClient, Transport } from 'viem'
import type { CallSender } from '../client/index.ts'
import { sendOperation } from './operations.ts'
import type { PasskeyAccount } from './passkeyAccount.ts'

/** Lets an account act in `createHurong`, its operations brought to the chain by a bundler. */
export const accountSender = (
  client: PublicClient<Transport, Chain | undefined>,
  account: PasskeyAccount,
  { bundlerUrl, paymasterUrl }: { readonly bundlerUrl: string; readonly paymasterUrl?: string | undefined },
): CallSender => ({
  address: account.address,
  sendCalls: async (calls) => {
    const { transactionHash } = await sendOperation({ client, account, calls, bundlerUrl, paymasterUrl })
    return transactionHash
  },
  signTypedData: (typed) => account.signTypedData(typed),
})
