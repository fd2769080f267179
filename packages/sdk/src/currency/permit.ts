import type { Address, Hex, TypedDataDefinition } from 'viem'
import { isAddressEqual, parseSignature, recoverTypedDataAddress, size, zeroAddress } from 'viem'
import { currencyAbi } from '../abi/index.ts'
import type { HurongContext } from '../client/context.ts'
import { requireAccount } from '../client/context.ts'
import { readTime } from '../client/readTime.ts'
import { HurongError, toHurongError } from '../errors/index.ts'
import { readPermitDomain } from './permitDomain.ts'

/** A signed ERC-2612 permit. */
export interface Permit {
  readonly deadline: bigint
  readonly v: number
  readonly r: Hex
  readonly s: Hex
}

/** An hour: long enough for a wallet left open, short enough to be of no use to a thief tomorrow. */
const permitSeconds = 3_600n

/** A wallet that is a contract, made or still to be made, signs in a way no permit knows. */
const isOfTheKey = async (account: Address, typed: TypedDataDefinition, signature: Hex): Promise<boolean> =>
  size(signature) === 65 &&
  isAddressEqual(await recoverTypedDataAddress({ ...typed, signature }).catch(() => zeroAddress), account)

/**
 * Asks the wallet to sign a permit for `loans` (or another spender) over `amount` base units.
 * @param deadline Seconds since 1970; an hour from the chain's present if left out.
 * @throws HurongError if the currency takes no permits or the wallet declined; `PermitNotSigned` if it cannot sign any.
 */
export const signPermit = async (
  context: HurongContext,
  {
    currency,
    amount,
    spender,
    deadline,
  }: { currency: Address; amount: bigint; spender?: Address | undefined; deadline?: bigint | undefined },
): Promise<Permit> => {
  const account = requireAccount(context)
  const { publicClient, walletClient, deployment } = context
  try {
    const target = { address: currency, abi: currencyAbi } as const
    const [domain, nonce, now] = await Promise.all([
      readPermitDomain(context, { currency }),
      publicClient.readContract({ ...target, functionName: 'nonces', args: [account.address] }),
      deadline === undefined ? readTime(context) : undefined,
    ])
    if (domain === undefined)
      throw new HurongError({ name: 'Unexpected', kind: 'other', message: 'The currency takes no permits.' })
    const until = deadline ?? BigInt(now ?? 0) + permitSeconds
    const typed = {
      domain,
      primaryType: 'Permit',
      types: {
        Permit: [
          { name: 'owner', type: 'address' },
          { name: 'spender', type: 'address' },
          { name: 'value', type: 'uint256' },
          { name: 'nonce', type: 'uint256' },
          { name: 'deadline', type: 'uint256' },
        ],
      },
      message: {
        owner: account.address,
        spender: spender ?? deployment.contracts.loans,
        value: amount,
        nonce,
        deadline: until,
      },
    } as const
    const wallet = walletClient as NonNullable<typeof walletClient>
    const signature = await wallet.signTypedData({ account, ...typed })
    if (!(await isOfTheKey(account.address, typed, signature)))
      throw new HurongError({
        ...{ name: 'PermitNotSigned', kind: 'wallet' },
        message: 'The wallet signed otherwise than by the key of its address.',
      })
    const { r, s, v, yParity } = parseSignature(signature)
    return { deadline: until, v: Number(v ?? BigInt(27 + yParity)), r, s }
  } catch (error) {
    throw toHurongError(error)
  }
}
