import type { Hurong } from '@hurong/sdk'
import type { Acting } from '../account/acting.ts'
import { knownPlatform } from './rpc.ts'

type Hex = `0x${string}`

/** Seconds for which what is signed for a while holds. */
const signatureSeconds = 600

/**
 * Has the acting account sign typed data (EIP-712) that is no transaction.
 * @param make What is signed, made once the chain is known.
 * @throws HurongError where the wallet declines or is on another chain.
 */
export async function signTyped<T extends object>(
  acting: Acting,
  make: (hurong: Hurong) => T | Promise<T>,
): Promise<{ readonly typed: T; readonly signature: Hex; readonly hurong: Hurong }> {
  const platform = knownPlatform()
  if (!platform) throw new Error('No chain is known yet.')
  const [{ connectToWrite }, { requireAccount, toHurongError }] = await Promise.all([
    import('./connect.ts'),
    import('@hurong/sdk'),
  ])
  const hurong = await connectToWrite(platform, acting, () => {})
  const typed = await make(hurong)
  const { walletClient, sender } = hurong.context
  try {
    if (sender) return { typed, signature: await sender.signTypedData(typed as never), hurong }
    const signature = await (walletClient as NonNullable<typeof walletClient>).signTypedData({
      account: requireAccount(hurong.context),
      ...typed,
    } as never)
    return { typed, signature, hurong }
  } catch (error) {
    throw toHurongError(error)
  }
}

/**
 * Has the acting account sign what holds for a short while by the chain's own clock.
 * @param make What is signed, given until when it holds: seconds since 1970.
 * @throws HurongError where the wallet declines or is on another chain.
 */
export async function signForAWhile<T extends object>(
  acting: Acting,
  make: (context: Hurong['context'], deadline: number) => T,
): Promise<{ readonly signature: Hex; readonly deadline: number }> {
  const { readTime } = await import('@hurong/sdk')
  let deadline = 0
  const { signature } = await signTyped(acting, async ({ context }) => {
    deadline = (await readTime(context)) + signatureSeconds
    return make(context, deadline)
  })
  return { signature, deadline }
}
