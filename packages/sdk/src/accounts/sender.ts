import type { Chain, Hex, PublicClient, Transport } from 'viem'
import { entryPoint08Address } from 'viem/account-abstraction'
import type { CallSender } from '../client/index.ts'
import { sendOperation } from './operations.ts'
import { executeCall, type PasskeyAccount } from './passkeyAccount.ts'
import { toOperationError } from './refusals.ts'
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
 *
 * What would fail if both factors signed it now is not announced: nobody waits for days to learn it.
 * @param salt Tells apart what is announced twice.
 * @throws HurongError why it would fail.
 */
export const announcingSender = (
  client: PublicClient<Transport, Chain | undefined>,
  sender: CallSender,
  salt: Hex,
): CallSender => ({
  ...sender,
  sendCalls: async (calls) => {
    const { address } = sender
    const data = executeCall(calls, 'executeWithBothFactors')
    try {
      await client.call({ account: entryPoint08Address, to: address, data })
    } catch (error) {
      throw toOperationError(error)
    }
    const { to, data: announcement = '0x' } = scheduleCall(address, calls, salt)
    return sender.sendCalls([{ to, data: announcement }])
  },
})
