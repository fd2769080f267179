import type { Address } from 'viem'

/** Who is to be verified. No name and no paper: who they are stays with the provider, the chain learns what was found alone. */
export interface VerificationRequest {
  readonly account: Address
}

/** What a provider found of a person or a firm; as `Participants.Claims` without the policy. */
export interface Verified {
  readonly kind: 'person' | 'firm'
  /** How thoroughly they were looked at. */
  readonly level: number
  /** ISO 3166-1 numeric. */
  readonly country: number
  readonly investorClass: number
  /** Days for which it holds. */
  readonly validDays: number
}

/** Why a provider did not verify somebody, as a sentence for them. */
export interface NotVerified {
  readonly refused: { readonly en: string; readonly zh: string }
}

/** Who finds out whether somebody is who they say. */
export interface VerificationProvider {
  /** `sandbox` finds everybody verified and is for local chains alone. */
  readonly name: string
  readonly verify: (request: VerificationRequest) => Promise<Verified | NotVerified>
}

/** Looks at nobody: so that a newcomer on a local chain can try everything at once. */
export const sandboxProvider: VerificationProvider = {
  name: 'sandbox',
  verify: async () => ({ kind: 'person', level: 1, country: 156, investorClass: 0, validDays: 365 }),
}
