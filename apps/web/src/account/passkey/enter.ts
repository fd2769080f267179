import type { Hurong } from '@hurong/sdk'
import type { Platform } from '@hurong/sdk/api'
import { postApi } from '../../api/client.ts'
import { askPasskey, makePasskey } from './ceremony.ts'
import { keepAccount, type PasskeyAccountRecord } from './stored.ts'

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
export async function signUp(platform: Platform, name: string): Promise<PasskeyAccountRecord> {
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
  return account
}

/**
 * Finds the account of a passkey the person chooses, on any device, without any server that would keep it.
 * @returns null where this passkey's account was never used, or owns none of this platform.
 * @throws CeremonyProblem
 */
export async function signIn(platform: Platform, name: string): Promise<PasskeyAccountRecord | null> {
  // The ceremony that finds the account signs in to the server too, where there is one.
  const { challengeForSignIn, finishSignIn } = await import('../../sessions/signIn.ts')
  const answer = await askPasskey(await challengeForSignIn())
  const [{ keysBehind }, { hurong, addressOf }] = await Promise.all([import('./recover.ts'), open(platform)])
  for (const publicKey of await keysBehind(answer)) {
    const address = await addressOf(publicKey)
    if (!(await isSomebodys(hurong, address))) continue
    const { credentialId } = answer
    const account = { chainId: platform.chainId, address, name, credentialId, publicKey }
    keepAccount(account)
    await finishSignIn(answer, account)
    return account
  }
  return null
}
