import { fieldsOf, type ModelFile, type SaltedFields } from '@hurong/scoring/explain'
import type { PeriodUnit } from '@hurong/sdk'
import type { TapeLoan } from '@hurong/tape'
import { keccak256, toHex } from 'viem'

/** Whether a model may have learnt from a loan: it was issued no later than the last one of the training. */
export const wasTrainedOn = (
  { content }: Pick<ModelFile, 'content'>,
  { issuedAt }: Pick<TapeLoan, 'issuedAt'>,
) => issuedAt <= Date.parse(`${content.training.to}T00:00:00Z`) / 1000

/** Whole months a loan runs, rounded up. */
export const monthsOf = ({
  unit,
  interval,
  count,
}: {
  unit: PeriodUnit
  interval: number
  count: number
}): number => {
  const periods = interval * count
  if (unit === 'month') return periods
  return Math.ceil((periods * (unit === 'week' ? 7 : 1) * 12) / 365.25)
}

/** What an applicant of the tape says to a model: the row's own columns, but for the term, which is the one asked for. */
export const applicationOf = (
  { content: { schema } }: Pick<ModelFile, 'content'>,
  { cells }: Pick<TapeLoan, 'cells'>,
  months: number,
): Record<string, string> =>
  fieldsOf(schema, {
    ...cells,
    ...(schema.term === undefined ? {} : { [schema.term]: String(months) }),
  })

/**
 * An application with salts that follow from a seed. Real applicants need random ones, for a salt keeps strangers from guessing
 * what was said; a tape is public, and with these everybody can make an assessment of it again.
 */
export const saltedBySeed = (
  fields: Readonly<Record<string, string>>,
  { loanId }: Pick<TapeLoan, 'loanId'>,
  seed: number,
): SaltedFields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      { value, salt: keccak256(toHex(JSON.stringify([seed, loanId, field]))) },
    ]),
  )
