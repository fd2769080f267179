import { type AccountContracts, passkeySigner } from '@hurong/sdk/accounts'
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { hexToBytes, type PublicClient } from 'viem'
import type { Executor } from '../database/database.ts'
import { takeChallenge } from './challenge.ts'
import { keepCounter } from './counter.ts'
import type { SessionKeys } from './keys.ts'
import { isFactorOf } from './owner.ts'
import { signInRefused } from './problems.ts'

type Hex = `0x${string}`

/** What an authenticator and a browser answered to a challenge, and whose passkey it says it was. */
export interface PasskeyAnswer {
  readonly account: Hex
  /** 64 bytes, x before y: what the passkey's signature tells, or its browser remembers. */
  readonly publicKey: Hex
  readonly authenticatorData: Hex
  readonly clientDataJSON: string
  /** In DER. */
  readonly signature: Hex
}

export interface Proof {
  readonly account: Hex
  /** Who confirmed, as the account knows it, ERC-7913. */
  readonly factor: Hex
}

export interface ProofParts {
  readonly database: Executor
  readonly client: PublicClient
  readonly contracts: AccountContracts
  readonly chainId: number
  readonly keys: SessionKeys
  readonly now: () => number
}

/** A point of P-256 as WebAuthn writes keys (COSE): EC2, ES256, the curve, x, y. */
const coseOf = (publicKey: Hex): Uint8Array<ArrayBuffer> => {
  const point = Buffer.from(publicKey.slice(2), 'hex')
  const [head, middle] = [Buffer.from('a5010203262001215820', 'hex'), Buffer.from('225820', 'hex')]
  return Uint8Array.from(Buffer.concat([head, point.subarray(0, 32), middle, point.subarray(32)]))
}

const base64Url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url')

const clientDataOf = (text: string): { challenge: Hex; origin: unknown; crossOrigin: unknown } => {
  try {
    const { challenge, origin, crossOrigin } = JSON.parse(text) as Record<string, unknown>
    const bytes = Buffer.from(String(challenge), 'base64url')
    return { challenge: `0x${bytes.toString('hex')}`, origin, crossOrigin }
  } catch {
    throw malformed()
  }
}

const malformed = () =>
  signInRefused(
    'This is no answer of a passkey to what was asked. Try again.',
    '这不是通行密钥对本次请求的应答，请重试。',
  )
const elsewhere = () =>
  signInRefused(
    'This was confirmed on a page of another site. Open this site yourself and try again.',
    '这是在另一个网站的页面上确认的。请自行打开本站后重试。',
  )
const unverified = () =>
  signInRefused(
    'Your device did not check that it is you. Set up a fingerprint, face or PIN on it and try again.',
    '您的设备没有核实是您本人。请在设备上设置指纹、面容或 PIN 后重试。',
  )
const copied = () =>
  signInRefused(
    'This passkey has counted backwards, as a copy would. Use another one, and remove this one from your account.',
    '这把通行密钥的计数倒退了，像是被复制过。请改用另一把，并把这一把从账户中移除。',
  )
const unknown = () =>
  signInRefused(
    'This passkey does not open this account. Use another passkey, or sign up.',
    '这把通行密钥打不开该账户。请换一把，或先开户。',
  )

/** How the library says that somebody was not recognised. */
const isUnverified = (message: string) => /user verification|not present/i.test(message)

const verified = async (answer: PasskeyAnswer, challenge: Hex, origin: string, counter: number) => {
  const id = base64Url(hexToBytes(answer.publicKey))
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: {
          clientDataJSON: base64Url(answer.clientDataJSON),
          authenticatorData: base64Url(hexToBytes(answer.authenticatorData)),
          signature: base64Url(hexToBytes(answer.signature)),
        },
      },
      expectedChallenge: base64Url(hexToBytes(challenge)),
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      credential: { id, publicKey: coseOf(answer.publicKey), counter },
      requireUserVerification: true,
    })
    if (!verified) throw malformed()
    return authenticationInfo.newCounter
  } catch (error) {
    const { message, name } = error as Error
    if (name === 'ApiProblem') throw error
    if (isUnverified(message)) throw unverified()
    throw malformed()
  }
}

/**
 * Proves by a passkey's answer that the owner of an account is there: asked by a page of this site a moment ago, recognised by
 * their device, with a key that is a factor of the account on the chain.
 * @param origin Of the page that sends it.
 * @throws ApiProblem `SignInRefused`
 */
export const provePasskey = async (
  { database, client, contracts, keys, now }: ProofParts,
  answer: PasskeyAnswer,
  origin: string,
): Promise<Proof> => {
  const told = clientDataOf(answer.clientDataJSON)
  if (told.origin !== origin || told.crossOrigin === true) throw elsewhere()
  const signer = passkeySigner(
    contracts.verifier,
    answer.publicKey,
    new URL(origin).hostname,
  ).toLowerCase() as Hex
  // The library would refuse a counter gone back before it looks at the signature: whoever cannot sign is to learn nothing of it.
  const counter = await verified(answer, told.challenge, origin, 0)
  await takeChallenge(database, keys, told.challenge, origin, now())
  if (!(await isFactorOf(client, contracts, answer.account, signer))) throw unknown()
  if (!(await keepCounter(database, signer, counter))) throw copied()
  return { account: answer.account, factor: signer }
}
