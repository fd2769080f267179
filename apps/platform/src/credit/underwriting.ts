import { DAY } from '@hurong/finance'
import { assess, commitmentOf, type ModelFile, Refusal } from '@hurong/scoring/explain'
import {
  type Assessment,
  type Deployment,
  readSecondSignatureAbove,
  type SignedBy,
  signAssessment,
} from '@hurong/sdk'
import type { TapeLoan } from '@hurong/tape'
import type { Address, LocalAccount, PublicClient } from 'viem'
import { applicationOf, saltedBySeed } from './application.ts'
import { leastRateOf, type Priced } from './price.ts'

/** How long an assessment holds: who has it may ask for a month. */
const validity = 30 * DAY

/** An assessment as a request quotes it. */
export type SignedAssessment = { readonly assessment: Assessment; readonly signatures: readonly SignedBy[] }

/** Whom an assessment is for, and when it is made, seconds since 1970. */
export type Applicant = { readonly participantId: number; readonly at: number }

/** What is asked for, and the row of the tape that tells of the applicant. */
export type TapeRequest = {
  readonly told: TapeLoan
  readonly asked: Priced
  /** Base units the applicant wanted; what they get may be less. */
  readonly requested: bigint
  /** The whole term as the contracts count it: the months of `asked` are rounded. */
  readonly termDays: number
}

export type Underwriting = ReturnType<typeof createUnderwriting>

/** Underwriters who say what one model says. Salts follow from `seed`. @param signers The first signs all, the second what is above the limit too. */
export const createUnderwriting = ({
  model,
  deployment,
  currency,
  secondSignatureAbove,
  signers,
  seed,
}: {
  model: ModelFile
  deployment: Deployment
  currency: Address
  secondSignatureAbove: bigint
  signers: readonly [LocalAccount, LocalAccount]
  seed: number
}) => {
  /** @throws Refusal that names the field that cannot be read. */
  const assessmentOf = (
    { told, asked, requested, termDays }: TapeRequest,
    { participantId, at }: Applicant,
  ) => {
    const fields = applicationOf(model, told, asked.months)
    const score = assess(model.content, fields)
    return {
      participantId,
      grade: score.grade,
      pd12Months: score.pd12,
      pdLife: score.pdLifetime,
      currency,
      greatestPrincipal: requested > asked.principal ? requested : asked.principal,
      greatestTermDays: termDays,
      leastRate: Number(leastRateOf(score, asked)),
      modelHash: model.hash,
      inputsRoot: commitmentOf(saltedBySeed(fields, told, seed)),
      reasons: score.reasons.map(({ code }) => code),
      issuedAt: at,
      expiresAt: at + validity,
    } satisfies Assessment
  }

  return {
    model,
    assessmentOf,
    /** The sentence with which the model refuses what a row of the tape says; undefined if it can be assessed. */
    refusalOf(told: TapeLoan): string | undefined {
      try {
        assess(model.content, applicationOf(model, told, told.count))
        return undefined
      } catch (error) {
        if (error instanceof Refusal) return error.message
        throw error
      }
    },
    /** Assesses and signs. @throws Refusal as `assessmentOf`. */
    async sign(request: TapeRequest, applicant: Applicant): Promise<SignedAssessment> {
      const assessment = assessmentOf(request, applicant)
      const [first, second] = signers
      const signing = assessment.greatestPrincipal > secondSignatureAbove ? [first, second] : [first]
      const signatures = await Promise.all(
        signing.map((account) => signAssessment({ deployment }, account, assessment)),
      )
      return { assessment, signatures }
    },
  }
}

/** Underwriters of a deployment's first currency, whose limit the chain tells. */
export const openUnderwriting = async (
  publicClient: PublicClient,
  deployment: Deployment,
  {
    model,
    signers,
    seed,
  }: { model: ModelFile; signers: readonly [LocalAccount, LocalAccount]; seed: number },
): Promise<Underwriting> => {
  const currency = deployment.currencies[0]?.address
  if (currency === undefined) throw new Error('The deployment has no currency.')
  const secondSignatureAbove = await readSecondSignatureAbove({ publicClient, deployment }, { currency })
  return createUnderwriting({ model, deployment, currency, secondSignatureAbove, signers, seed })
}
