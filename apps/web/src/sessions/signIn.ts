import type { EthereumSignIn, PasskeySignIn, Platform, SignInChallenge, SignInOutcome } from '@hurong/sdk/api'
import type { Acting } from '../account/acting.ts'
import type { PasskeyAnswer } from '../account/passkey/ceremony.ts'
import { postApi } from '../api/client.ts'
import { serverGone } from '../api/reachability.ts'
import { setCodeOwed } from './codeOwed.ts'

type Hex = `0x${string}`

/** Whose passkey answered: what a browser keeps of an account is enough. */
interface PasskeyOwner {
  readonly address: Hex
  readonly publicKey: Hex
}

const askChallenge = async (): Promise<Hex> =>
  (await postApi<SignInChallenge>('/sessions/challenge', {})).challenge as Hex

/**
 * What a passkey is to sign so that the ceremony that finds its account signs in to the server too.
 * @returns undefined where the server is gone or nobody signs in to it: the account works without.
 */
export async function challengeForSignIn(): Promise<Hex | undefined> {
  if (serverGone()) return undefined
  try {
    return await askChallenge()
  } catch {
    return undefined
  }
}

const owes = (outcome: SignInOutcome): SignInOutcome => {
  setCodeOwed(outcome.codeNeeded ? outcome.account : null)
  return outcome
}

const sendPasskey = async (
  { address, publicKey }: PasskeyOwner,
  answer: PasskeyAnswer,
): Promise<SignInOutcome> => {
  const { authenticatorData, clientDataJSON, signature } = answer
  const body: PasskeySignIn = { account: address, publicKey, authenticatorData, clientDataJSON, signature }
  return owes(await postApi<SignInOutcome>('/sessions/passkey', body))
}

/**
 * Signs in to the server by the answer to its challenge. Whoever cannot be signed in has their account all the same.
 * @returns undefined where it did not work.
 */
export async function finishSignIn(
  answer: PasskeyAnswer,
  account: PasskeyOwner,
): Promise<SignInOutcome | undefined> {
  try {
    return await sendPasskey(account, answer)
  } catch {
    return undefined
  }
}

async function signInWithPasskey({ account }: Extract<Acting, { kind: 'passkey' }>): Promise<SignInOutcome> {
  const [challenge, { askPasskey }] = await Promise.all([
    askChallenge(),
    import('../account/passkey/ceremony.ts'),
  ])
  return sendPasskey(account, await askPasskey(challenge, account.credentialId))
}

/** A message that says in words where one signs in, as EIP-4361 has it. */
async function signInWithWallet(platform: Platform, acting: Acting): Promise<SignInOutcome> {
  const [challenge, { createSiweMessage }, { getAddress }, { connectToWrite }] = await Promise.all([
    askChallenge(),
    import('viem/siwe'),
    import('viem'),
    import('../chain/connect.ts'),
  ])
  const { context } = await connectToWrite(platform, acting, () => {})
  const { walletClient } = context
  const account = walletClient?.account
  if (!walletClient || !account) throw new Error('No wallet is at hand to sign with.')
  const message = createSiweMessage({
    address: getAddress(acting.address),
    chainId: platform.chainId,
    domain: location.host,
    uri: location.origin,
    version: '1',
    nonce: challenge.slice(2),
    issuedAt: new Date(),
  })
  const signature = (await walletClient.signMessage({ account, message })).toLowerCase()
  const body: EthereumSignIn = { message, signature }
  return owes(await postApi<SignInOutcome>('/sessions/ethereum', body))
}

/**
 * Signs in to the server as whoever acts, by one confirmation; a browser that is signed in confirms anew.
 * @throws ApiProblem why not, CeremonyProblem or the wallet's error where its owner declined.
 */
export const signInAs = (platform: Platform, acting: Acting): Promise<SignInOutcome> =>
  acting.kind === 'passkey' ? signInWithPasskey(acting) : signInWithWallet(platform, acting)

/** Ends a sign-in that owed a code. @throws ApiProblem */
export const giveCode = async (code: string): Promise<SignInOutcome> =>
  owes(await postApi<SignInOutcome>('/sessions/second-step', { code }))
