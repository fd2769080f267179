import type { Address } from 'viem'
import { currencyAbi } from '../abi/index.ts'
import type { HurongContext } from '../client/context.ts'
import { sendCall } from '../client/send.ts'

/** Takes base units of a test currency for the caller; exists on local chains alone. @throws HurongError */
export const faucet = (context: HurongContext, { currency, amount }: { currency: Address; amount: bigint }) =>
  sendCall(context, { address: currency, abi: currencyAbi, functionName: 'faucet', args: [amount] })
