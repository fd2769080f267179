import type { ApplicationAnswer } from '@hurong/sdk/api'
import type { QuotedAssessment } from './Ask.tsx'

type Hex = `0x${string}`

/** The signed assessment of an answer the way the SDK takes it; null where there is none. */
export function quotedOf({
  assessment,
  signatures,
}: Pick<ApplicationAnswer, 'assessment' | 'signatures'>): QuotedAssessment | null {
  if (!assessment) return null
  return {
    assessment: {
      ...assessment,
      currency: assessment.currency as Hex,
      modelHash: assessment.modelHash as Hex,
      inputsRoot: assessment.inputsRoot as Hex,
      greatestPrincipal: BigInt(assessment.greatestPrincipal),
    },
    signatures: signatures.map(({ signer, signature }) => ({
      signer: signer as Hex,
      signature: signature as Hex,
    })),
  }
}
