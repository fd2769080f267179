import { z } from 'zod'
import { Address, Hash, Timestamp } from './marketSchemas.ts'

/** Signing in, for what the chain does not cover. Nothing here moves money. */

const Bytes = (greatest: number) =>
  z.string().regex(new RegExp(`^0x([0-9a-f]{2}){1,${greatest}}$`), 'is no hex')

/** What a passkey or a wallet is to sign, good once and for a few minutes. */
export const SignInChallenge = z.object({ challenge: Hash, until: Timestamp })

/** What an authenticator answered to a challenge, in hex and lower case. */
export const PasskeySignIn = z
  .object({
    account: Address,
    /** 64 bytes, x before y. */
    publicKey: z.string().regex(/^0x[0-9a-f]{128}$/, 'is no public key'),
    authenticatorData: Bytes(1_024),
    clientDataJSON: z.string().min(2).max(4_096),
    /** In DER. */
    signature: Bytes(80),
  })
  .strict()

/** A message as EIP-4361 has it, with the challenge without `0x` as its nonce. */
export const EthereumSignIn = z
  .object({ message: z.string().min(1).max(4_096), signature: Bytes(8_192) })
  .strict()

/** A browser in which an owner is signed in. */
export const SignedInDevice = z.object({
  id: z.string().regex(/^\w{1,64}$/),
  /** Names alone; empty where they are none of the well-known. */
  browser: z.string(),
  system: z.string(),
  madeAt: Timestamp,
  /** To the minute. */
  seenAt: Timestamp,
  endsAt: Timestamp,
  /** Whether it is the one that asks. */
  isThis: z.boolean(),
})

/** What signing in came to. */
export const SignInOutcome = z.object({
  /** Whether a one-time code is asked for still; nobody is signed in until it is given. */
  codeNeeded: z.boolean(),
  account: Address,
})

/** Who is signed in in the browser that asks; null for nobody. */
export const CurrentSession = z.object({
  session: z
    .object({
      account: Address,
      device: SignedInDevice,
      /** Until when the last ceremony counts for what takes a new one. */
      freshUntil: Timestamp,
      codes: z.object({ isOn: z.boolean(), recoveryCodesLeft: z.number().int() }),
      /** Whether the operator's co-signer is among who confirms for the account; null where there is none to be. */
      coSigner: z.object({ address: Address, isSigner: z.boolean() }).nullable(),
    })
    .nullable(),
})

/** Six digits of an app, or a recovery code. */
export const OneTimeCode = z
  .string()
  .regex(/^\s*(\d{6}|[a-zA-Z0-9]{4}-?[a-zA-Z0-9]{4}-?[a-zA-Z0-9]{4})\s*$/, 'is no code')
  .transform((text) => text.trim())
export const CodeGiven = z.object({ code: OneTimeCode }).strict()
/** Left out by who has no codes turned on yet. */
export const CodesOfferRequest = z.object({ code: OneTimeCode.optional() }).strict()
/** What an app that shows codes is told, as a picture or by hand. */
export const CodesOffer = z.object({ uri: z.string(), secret: z.string() })
/** Told once: each takes the place of a code, once. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
export const SignedOut = z.object({ signedOut: z.boolean() })
export const CodesState = z.object({ isOn: z.boolean() })
