import type { Address } from 'viem'
import { currencyAbi } from '../abi/index.ts'
import type { HurongContext } from '../client/context.ts'
import { sendCall } from '../client/send.ts'

/** Pays base units of the caller's currency to somebody. @throws HurongError before anything is sent, if it would be refused. */
export const pay = (
  context: HurongContext,
  { currency, to, amount }: { currency: Address; to: Address; amount: bigint },
) => sendCall(context, { address: currency, abi: currencyAbi, functionName: 'transfer', args: [to, amount] })
