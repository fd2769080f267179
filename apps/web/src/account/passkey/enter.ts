import type { Hurong } from '@hurong/sdk'
import type { Platform } from '@hurong/sdk/api'
import { postApi } from '../../api/client.ts'
import { askPasskey, makePasskey } from './ceremony.ts'
import { accountIn } from './handle.ts'
import { keepAccount, type PasskeyAccountRecord, preferPasskey } from './stored.ts'

type Hex = `0x${string}`

const open = async (platform: Platform) => {
  const [{ connect }, { addressOfPasskey }] = await Promise.all([
    import('../../chain/connect.ts'),
    import('./open.ts'),
  ])
  const hurong = connect(platform)
  return { hurong, addressOf: (publicKey: Hex) => addressOfPasskey(hurong.context, publicKey) }
}

/** Whether an account was made or verified already, so that it is somebody's. */
const isSomebodys = async ({ context, participants }: Hurong, address: Hex): Promise<boolean> => {
  const [code, participantId] = await Promise.all([
    context.publicClient.getCode({ address }),
    participants.readParticipantOf({ wallet: address }),
  ])
  return (code !== undefined && code !== '0x') || participantId !== 0
}

/**
 * Makes a passkey and the account it owns, and has the owner verified.
 * @param name By which the owner knows the passkey again.
 * @throws CeremonyProblem, ApiError
 */
export async function signUp(platform: Platform, name: string): Promise<Found> {
  const [passkey, { addressOf }] = await Promise.all([makePasskey(name), open(platform)])
  const account: PasskeyAccountRecord = {
    chainId: platform.chainId,
    address: await addressOf(passkey.publicKey),
    name,
    ...passkey,
  }
  // Kept first: a passkey whose account nobody remembers would be lost with this page.
  keepAccount(account)
  await postApi('/verifications', { account: account.address })
  return { account }
}

/** Whom a passkey was found to be: an account; or which it was of, or will be. */
export type Found =
  | { readonly account: PasskeyAccountRecord }
  | { readonly account: null; readonly why: 'none' | 'removed' | 'coming'; readonly address?: Hex }

/** Of an account the passkey names itself: what it says is believed once the chain says so too. */
async function findNamed(
  context: Hurong['context'],
  address: Hex,
  keys: readonly Hex[],
): Promise<{ readonly publicKey: Hex } | { readonly why: 'none' | 'removed' | 'coming' }> {
  const { standingOf } = await import('./ofAccount.ts')
  const found = await Promise.all(
    keys.map(async (publicKey) => ({ publicKey, standing: await standingOf(context, address, publicKey) })),
  )
  const signer = found.find(({ standing }) => standing === 'signer')
  if (signer) return signer
  const why = (['coming', 'removed'] as const).find((one) => found.some(({ standing }) => standing === one))
  return { why: why ?? 'none' }
}

/** Of an account that follows from the passkey, unless its signers were changed and this one is none any more. */
async function findFollowing(
  hurong: Hurong,
  addressOf: (publicKey: Hex) => Promise<Hex>,
  keys: readonly Hex[],
): Promise<{ readonly publicKey: Hex; readonly address: Hex; readonly isRemoved: boolean } | null> {
  const { isSignerOf } = await import('./ofAccount.ts')
  for (const publicKey of keys) {
    const address = await addressOf(publicKey)
    if (!(await isSomebodys(hurong, address))) continue
    const isRemoved = (await isSignerOf(hurong.context, address, publicKey)) === false
    return { publicKey, address, isRemoved }
  }
  return null
}

/**
 * Finds the account of a passkey the person chooses, on any device, without any server that would keep it.
 * @throws CeremonyProblem
 */
export async function signIn(platform: Platform, name: string): Promise<Found> {
  // The ceremony that finds the account signs in to the server too, where there is one.
  const { challengeForSignIn, finishSignIn } = await import('../../sessions/signIn.ts')
  const answer = await askPasskey(await challengeForSignIn())
  const [{ keysBehind }, { hurong, addressOf }] = await Promise.all([import('./recover.ts'), open(platform)])
  const keys = await keysBehind(answer)
  const keep = async (address: Hex, publicKey: Hex): Promise<Found> => {
    const { credentialId } = answer
    const account = { chainId: platform.chainId, address, name, credentialId, publicKey }
    keepAccount(account)
    preferPasskey(account)
    await finishSignIn(answer, account)
    return { account }
  }
  const address = accountIn(answer.userHandle)
  if (address !== null) {
    const found = await findNamed(hurong.context, address, keys)
    return 'publicKey' in found ? keep(address, found.publicKey) : { account: null, ...found, address }
  }
  const found = await findFollowing(hurong, addressOf, keys)
  if (found === null) return { account: null, why: 'none' }
  if (found.isRemoved) return { account: null, why: 'removed', address: found.address }
  return keep(found.address, found.publicKey)
}
