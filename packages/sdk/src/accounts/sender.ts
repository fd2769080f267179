import type { Chain, Hex, PublicClient, Transport } from 'viem'
import type { CallSender } from '../client/index.ts'
import { sendOperation } from './operations.ts'
import type { PasskeyAccount } from './passkeyAccount.ts'
import { scheduleCall } from './selfCalls.ts'

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

/**
 * The same account, which announces with one factor whatever it is given to send: anybody can have it done after the policy's
 * delay, as if both factors had signed. What an action returns of the chain is that of the announcement.
 * @param salt Tells apart what is announced twice.
 */
export const announcingSender = (sender: CallSender, salt: Hex): CallSender => ({
  ...sender,
  sendCalls: (calls) => {
    const { to, data = '0x' } = scheduleCall(sender.address, calls, salt)
    return sender.sendCalls([{ to, data }])
  },
})
