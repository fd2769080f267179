import { type KeySource, openKey } from '@hurong/sdk/keys'
import type { LocalAccount } from 'viem'
import { type Sealer, sealer } from './seal.ts'
import { sealingKeyOf } from './sealingKey.ts'

export interface UnderwritingSettings {
  /** Of an account that has the underwriter's role: it signs what the model and the limits cover. Applications are not taken without. */
  readonly underwriterKey?: `0x${string}` | KeySource | undefined
  /** 32 bytes that seal applications; made in the data folder if left out. */
  readonly applicationsKey?: `0x${string}` | undefined
  /** What a lender is to earn after defaults, basis points a year; 600 if left out. */
  readonly targetReturnBps?: number | undefined
  /** Days an assessment holds; 30 if left out, 90 at most. */
  readonly validityDays?: number | undefined
  /** Days an application waits for a person before it lapses; 14 if left out, no more than an assessment holds. */
  readonly waitDays?: number | undefined
}

/** How prices and assessments are made. */
export interface UnderwritingPolicy {
  /** Basis points a year. */
  readonly targetReturnBps: number
  /** Seconds an assessment holds. */
  readonly validity: number
  /** Seconds an application waits for a person. */
  readonly wait: number
}

/** What signs and seals. */
export interface UnderwritingKeys {
  readonly account: LocalAccount
  readonly sealer: Sealer
}

export interface Underwriting {
  readonly policy: UnderwritingPolicy
  /** Undefined where applications are not taken. */
  readonly keys: UnderwritingKeys | undefined
}

const day = 86_400
/** `GREATEST_VALIDITY` of the record. */
const greatestValidityDays = 90

/** @throws RangeError for a key or a figure that cannot be. */
export const openUnderwriting = (
  settings: UnderwritingSettings,
  dataDir?: string | undefined,
): Underwriting => {
  const { underwriterKey, applicationsKey, targetReturnBps = 600, validityDays = 30 } = settings
  const { waitDays = Math.min(14, validityDays) } = settings
  if (!Number.isInteger(targetReturnBps) || targetReturnBps < 0 || targetReturnBps > 10_000)
    throw new RangeError(
      `The return wanted is ${targetReturnBps} basis points; it must lie from 0 to 10,000.`,
    )
  if (!Number.isInteger(validityDays) || validityDays < 1 || validityDays > greatestValidityDays)
    throw new RangeError(
      `An assessment would hold ${validityDays} days; it must be from 1 to ${greatestValidityDays}.`,
    )
  // What is approved after it has expired is of no use to anybody.
  if (!Number.isInteger(waitDays) || waitDays < 1 || waitDays > validityDays)
    throw new RangeError(
      `An application would wait ${waitDays} days; it must be from 1 to the ${validityDays} an assessment holds.`,
    )
  const policy = { targetReturnBps, validity: validityDays * day, wait: waitDays * day }
  const sealingKey = underwriterKey === undefined ? undefined : sealingKeyOf(applicationsKey, dataDir)
  if (underwriterKey === undefined || sealingKey === undefined) return { policy, keys: undefined }
  return { policy, keys: { account: openKey(underwriterKey), sealer: sealer(sealingKey) } }
}
