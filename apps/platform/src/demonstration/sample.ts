import type { ModelFile } from '@hurong/scoring/explain'
import { readTape, SAMPLE_FILE, type TapeLoan } from '@hurong/tape'
import { wasTrainedOn } from '../credit/application.ts'

/** Below it no product lends, US cents. */
const leastPrincipal = 100_000n
/** One in so many of the loans the model was trained on is taken too. */
const trainedOnShare = 6

/**
 * The real loans the demonstration is made of: all that the model has not seen, and, so that loans with and without an assessment
 * stand side by side, some it was trained on. What it says of those would be no forecast.
 */
export const sampleLoans = async (model: ModelFile): Promise<TapeLoan[]> => {
  const loans: TapeLoan[] = []
  let trainedOn = 0
  for await (const row of readTape(SAMPLE_FILE)) {
    if (row.kind !== 'loan' || row.loan.principal < leastPrincipal) continue
    if (!wasTrainedOn(model, row.loan) || trainedOn++ % trainedOnShare === 0) loans.push(row.loan)
  }
  return loans
}
