import type { Hex } from 'viem'
import { zeroHash } from 'viem'
import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'
import { nameOf } from '../loans/codes.ts'
import { GRADES, type Grade, unpackReasons } from './assessment.ts'

/** What the record keeps of the assessment a loan was asked for on. The rest stands in the event `AssessmentQuoted`. */
export interface QuotedAssessment {
  readonly assessmentHash: Hex
  readonly modelHash: Hex
  readonly grade: Grade
  /** Millionths. */
  readonly pd12Months: number
  readonly pdLife: number
  readonly reasons: readonly number[]
  /** Seconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt: number
}

/** What a loan used of its assessment; `undefined` if it quoted none. */
export const readAssessment = async (
  context: ReadContext,
  { loanId }: { loanId: bigint },
): Promise<QuotedAssessment | undefined> => {
  const quoted = await read(context, 'creditRecord', 'quotedOf', [loanId])
  if (quoted.assessmentHash === zeroHash) return undefined
  return {
    ...quoted,
    grade: nameOf(GRADES, quoted.grade, 'Grade'),
    reasons: unpackReasons(quoted.reasons),
  }
}
