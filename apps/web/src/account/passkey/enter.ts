import type { Platform } from '@hurong/sdk/api'
import { postApi } from '../../api/client.ts'
import { askPasskey, makePasskey, type PasskeyAnswer } from './ceremony.ts'
import { keepAccount, type PasskeyAccountRecord } from './stored.ts'

type Hex = `0x${string}`

const opened = async (platform: Platform) => {
  const { accounts } = platform
  if (!accounts) throw new Error('This platform has no accounts of its own.')
  const [{ connect }, open] = await Promise.all([import('../../chain/connect.ts'), import('./open.ts')])
  const { publicClient, deployment } = connect(platform).context
  const addressOf = (publicKey: Hex) =>
    open.addressOfPasskey(publicClient as never, accounts as never, publicKey)
  return { publicClient, deployment, addressOf }
}

/** Whether an account was made or verified already, so that it is somebody's. */
const isSomebodys = async (platform: Platform, address: Hex): Promise<boolean> => {
  const { connect } = await import('../../chain/connect.ts')
  const hurong = connect(platform)
  const [code, participantId] = await Promise.all([
    hurong.context.publicClient.getCode({ address }),
    hurong.participants.readParticipantOf({ wallet: address }),
  ])
  return (code !== undefined && code !== '0x') || participantId !== 0
}

/**
 * Makes a passkey and the account it owns, and has the owner verified.
 * @param name By which the owner knows the passkey again.
 * @throws CeremonyProblem, ApiError
 */
export async function signUp(platform: Platform, name: string): Promise<PasskeyAccountRecord> {
  const [passkey, { addressOf }] = await Promise.all([makePasskey(name), opened(platform)])
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

/** Keys two answers of one passkey can both come from; one alone leaves a choice of two. */
const keyOf = async (platform: Platform, answer: PasskeyAnswer): Promise<readonly Hex[]> => {
  const [{ keysBehind }, { addressOf }] = await Promise.all([import('./recover.ts'), opened(platform)])
  const keys = await keysBehind(answer)
  const addresses = await Promise.all(keys.map(addressOf))
  const somebodys = await Promise.all(addresses.map((address) => isSomebodys(platform, address)))
  return keys.filter((_, at) => somebodys[at])
}

/**
 * Finds the account of a passkey the person chooses, on any device, without any server that would keep it.
 * @returns null where this passkey's account was never used, or owns none of this platform.
 * @throws CeremonyProblem
 */
export async function signIn(platform: Platform, name: string): Promise<PasskeyAccountRecord | null> {
  const answer = await askPasskey()
  const [publicKey] = await keyOf(platform, answer)
  if (publicKey === undefined) return null
  const { addressOf } = await opened(platform)
  const account = {
    chainId: platform.chainId,
    address: await addressOf(publicKey),
    name,
    credentialId: answer.credentialId,
    publicKey,
  }
  keepAccount(account)
  return account
}
