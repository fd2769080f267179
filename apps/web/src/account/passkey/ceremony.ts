import { fromHex, toHex } from './bytes.ts'
import { firstHandle, handleFor } from './handle.ts'

type Hex = `0x${string}`

/** A passkey as it was made: what names it to the authenticator, and its point on the curve. */
export interface MadePasskey {
  readonly credentialId: string
  /** 64 bytes, x before y. */
  readonly publicKey: Hex
}

/** What an authenticator answered to a challenge. */
export interface PasskeyAnswer {
  readonly credentialId: string
  readonly authenticatorData: Hex
  readonly clientDataJSON: string
  /** In DER. */
  readonly signature: Hex
  /** What the authenticator keeps of whom the passkey is; null if it does not tell. */
  readonly userHandle: Hex | null
}

/** Why a ceremony did not come to its end. */
export class CeremonyProblem extends Error {
  override readonly name: 'PasskeyDeclined' | 'PasskeyUnsupported'
  constructor(name: 'PasskeyDeclined' | 'PasskeyUnsupported', cause?: unknown) {
    super(name, { cause })
    this.name = name
  }
}

/** ECDSA over P-256 with SHA-256, by its COSE number. */
const es256 = -7
/** Milliseconds a person has. */
const patience = 120_000

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

/** The domain passkeys of this site are for. */
export const relyingParty = (): string => location.hostname

/** Whether this browser, at this address, can have passkeys: over TLS or on localhost, and not at a bare number. */
export const canHavePasskeys = (): boolean =>
  window.isSecureContext &&
  typeof PublicKeyCredential !== 'undefined' &&
  !/^[\d.]+$|^\[/.test(location.hostname)

async function asked<T extends Credential>(ceremony: Promise<Credential | null>): Promise<T> {
  let credential: Credential | null
  try {
    credential = await ceremony
  } catch (cause) {
    const { name } = cause as { name?: string }
    const unsupported = name === 'NotSupportedError' || name === 'SecurityError'
    throw new CeremonyProblem(unsupported ? 'PasskeyUnsupported' : 'PasskeyDeclined', cause)
  }
  if (credential === null) throw new CeremonyProblem('PasskeyDeclined')
  return credential as T
}

/** The point stands last in a key's description (SubjectPublicKeyInfo), behind a byte that says it is written whole. */
function pointOf(description: ArrayBuffer | null): Hex {
  const bytes = new Uint8Array(description ?? new ArrayBuffer(0))
  if (bytes.length < 65 || bytes.at(-65) !== 4) throw new CeremonyProblem('PasskeyUnsupported')
  return toHex(bytes.slice(-64))
}

/**
 * Has the person make a passkey for this site, on this device or wherever they keep them.
 * @param name By which they will know it again.
 * @param account The account it is to be added to; left out for one of its own.
 * @throws CeremonyProblem
 */
export async function makePasskey(name: string, account?: Hex): Promise<MadePasskey> {
  const credential = await asked<PublicKeyCredential>(
    navigator.credentials.create({
      publicKey: {
        rp: { id: relyingParty(), name: 'Hurong' },
        user: { id: account ? handleFor(account) : firstHandle(), name, displayName: name },
        challenge: random(32),
        pubKeyCredParams: [{ type: 'public-key', alg: es256 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
        timeout: patience,
      },
    }),
  )
  const { getPublicKey } = credential.response as AuthenticatorAttestationResponse
  return {
    credentialId: credential.id,
    publicKey: pointOf(getPublicKey.call(credential.response)),
  }
}

/**
 * Has the person confirm with a passkey.
 * @param challenge What is confirmed; something random where it is only asked who they are.
 * @param credentialId The passkey; whichever they choose if left out.
 * @throws CeremonyProblem
 */
export async function askPasskey(
  challenge: Hex = toHex(random(32)),
  credentialId?: string,
): Promise<PasskeyAnswer> {
  const credential = await asked<PublicKeyCredential>(
    navigator.credentials.get({
      publicKey: {
        rpId: relyingParty(),
        challenge: fromHex(challenge),
        userVerification: 'required',
        timeout: patience,
        ...(credentialId === undefined
          ? {}
          : { allowCredentials: [{ type: 'public-key' as const, id: fromBase64Url(credentialId) }] }),
      },
    }),
  )
  const { authenticatorData, clientDataJSON, signature, userHandle } =
    credential.response as AuthenticatorAssertionResponse
  return {
    credentialId: credential.id,
    authenticatorData: toHex(authenticatorData),
    clientDataJSON: new TextDecoder().decode(clientDataJSON),
    signature: toHex(signature),
    userHandle: userHandle === null ? null : toHex(userHandle),
  }
}
