import { assessmentOf } from '@hurong/sdk'
import type { ApplicationAnswer } from '@hurong/sdk/api'
import type { QuotedAssessment } from './Ask.tsx'

type Hex = `0x${string}`

/** The signed assessment of an answer the way the SDK takes it; null where there is none. */
export const quotedOf = ({
  assessment,
  signatures,
}: Pick<ApplicationAnswer, 'assessment' | 'signatures'>): QuotedAssessment | null =>
  assessment && {
    assessment: assessmentOf(assessment),
    signatures: signatures.map(({ signer, signature }) => ({
      signer: signer as Hex,
      signature: signature as Hex,
    })),
  }
