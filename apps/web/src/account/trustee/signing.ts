import { signTyped } from '../../chain/sign.ts'
import type { Acting } from '../acting.ts'
import { relyingParty } from '../passkey/ceremony.ts'
import type { AskedRecovery, CarriedSignature } from './asked.ts'

type Hex = `0x${string}`

/** Seconds for which a rehearsal may wait to be brought to the chain. */
const rehearsalHolds = 30 * 86_400

const lower = (hex: string) => hex.toLowerCase() as Hex

/** Has a trustee sign that they could help. @throws HurongError */
export async function signRehearsal(acting: Acting, account: Hex): Promise<CarriedSignature> {
  const [{ rehearsalTypedData }, { readTime }] = await Promise.all([
    import('@hurong/sdk/accounts'),
    import('@hurong/sdk'),
  ])
  const trustee = lower(acting.address)
  let deadline = 0
  const { signature } = await signTyped(acting, async ({ context }) => {
    deadline = (await readTime(context)) + rehearsalHolds
    const message = { trustee, deadline: BigInt(deadline) }
    return rehearsalTypedData(context.deployment.chainId, account, message)
  })
  return { trustee, signature, deadline }
}

/** Has a trustee sign that an account gets a new passkey, and no other signer. @throws HurongError */
export async function signRecovery(acting: Acting, asked: AskedRecovery): Promise<CarriedSignature> {
  const { recoveryTypedData } = await import('@hurong/sdk/accounts')
  const { account, deadline, nonce } = asked
  const { signature } = await signTyped(acting, async ({ context }) => {
    const next = await signersFor(asked, context.deployment.accounts?.verifier as Hex)
    const message = { next, nonce: BigInt(nonce), deadline: BigInt(deadline) }
    return recoveryTypedData(context.deployment.chainId, account, message)
  })
  return { trustee: lower(acting.address), signature, deadline }
}

/** Who signs for the account after its recovery: the new passkey alone. */
export async function signersFor({ publicKey }: Pick<AskedRecovery, 'publicKey'>, verifier: Hex) {
  const { onlySigner, passkeySigner } = await import('@hurong/sdk/accounts')
  return onlySigner(passkeySigner(verifier, publicKey, relyingParty()))
}
