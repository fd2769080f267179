import { parseSiweMessage } from 'viem/siwe'
import { takeChallenge } from './challenge.ts'
import type { Proof, ProofParts } from './passkey.ts'
import { signInRefused } from './problems.ts'

type Hex = `0x${string}`

/** A message as EIP-4361 has it, and its signature: by a key, by a contract (ERC-1271), or by one not made yet (ERC-6492). */
export interface EthereumAnswer {
  readonly message: string
  readonly signature: Hex
}

/** Milliseconds by which two clocks may differ. */
const skew = 60_000

const otherMessage = () =>
  signInRefused(
    'The message signed is not for this site and chain. Ask your wallet to sign again.',
    '所签消息不是给本站和本链的。请用钱包重新签名。',
  )
const otherSigner = () =>
  signInRefused(
    'The signature is not of the account the message names. Choose that account in your wallet and sign again.',
    '签名不是消息中那个账户的。请在钱包中选择该账户后重新签名。',
  )

const isForHere = (
  {
    domain,
    uri,
    chainId,
    version,
    address,
    issuedAt,
    expirationTime,
    notBefore,
  }: ReturnType<typeof parseSiweMessage>,
  origin: string,
  chain: number,
  now: number,
): boolean =>
  address !== undefined &&
  version === '1' &&
  domain === new URL(origin).host &&
  uri !== undefined &&
  URL.canParse(uri) &&
  new URL(uri).origin === origin &&
  chainId === chain &&
  issuedAt !== undefined &&
  issuedAt.getTime() <= now + skew &&
  (expirationTime === undefined || expirationTime.getTime() > now) &&
  (notBefore === undefined || notBefore.getTime() <= now)

/**
 * Proves by a signed message that whoever owns an address is there.
 * @param origin Of the page that sends it.
 * @throws ApiProblem `SignInRefused`
 */
export const proveEthereum = async (
  { database, client, chainId, keys, now }: ProofParts,
  { message, signature }: EthereumAnswer,
  origin: string,
): Promise<Proof> => {
  const told = parseSiweMessage(message)
  if (!isForHere(told, origin, chainId, now())) throw otherMessage()
  const account = (told.address as string).toLowerCase() as Hex
  const isSigned = await client
    .verifyMessage({ address: account, message, signature })
    .catch((error: Error) => {
      // A node that does not answer is no signature that is wrong.
      if (/Http|Timeout/.test(String(error))) throw error
      return false
    })
  if (!isSigned) throw otherSigner()
  await takeChallenge(database, keys, `0x${told.nonce}`, origin, now())
  return { account, factor: account }
}
