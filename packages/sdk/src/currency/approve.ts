import type { Address } from 'viem'
import { maxUint256 } from 'viem'
import { currencyAbi } from '../abi/index.ts'
import type { HurongContext } from '../client/context.ts'
import { sendCall } from '../client/send.ts'

/** The allowance wallets show as unlimited; it is not used up by spending. */
export const UNLIMITED = maxUint256

/**
 * Allows `loans` (or another spender) to take up to `amount` base units of the caller's currency.
 * @throws HurongError before anything is sent, if the currency would refuse it.
 */
export const approve = (
  context: HurongContext,
  { currency, amount, spender }: { currency: Address; amount: bigint; spender?: Address | undefined },
) =>
  sendCall(context, {
    address: currency,
    abi: currencyAbi,
    functionName: 'approve',
    args: [spender ?? context.deployment.contracts.loans, amount],
  })
