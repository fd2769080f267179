/** Kinds of participants and investor classes by the contract's number. */
export const PARTICIPANT_KINDS = ['person', 'firm', 'contract'] as const
export const PARTICIPANT_STATUSES = ['unknown', 'active', 'frozen'] as const
export const INVESTOR_CLASSES = ['retail', 'sophisticated', 'professional'] as const

/** What is verified about a participant. */
export interface Claims {
  /** Index in `PARTICIPANT_KINDS`. */
  readonly kind: number
  readonly level: number
  /** ISO 3166-1 numeric. */
  readonly country: number
  /** Index in `INVESTOR_CLASSES`. */
  readonly investorClass: number
  /** 0 is no limits. */
  readonly policyId: number
  /** Last day, in whole days since 1970, on which new business is done. */
  readonly verifiedUntil: number
}

/** Limits in whole units of the currency; 0 is no limit. */
export interface Policy {
  readonly perLoan: number
  readonly perPair: number
  readonly per12Months: number
  readonly perBorrower: number
}
