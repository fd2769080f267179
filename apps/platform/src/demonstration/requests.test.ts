import type { Deployment } from '@hurong/sdk'
import { readTape, SAMPLE_FILE, type TapeLoan } from '@hurong/tape'
import { expect, test } from 'vitest'
import { wasTrainedOn } from '../credit/application.ts'
import { champion } from '../credit/champion.ts'
import type { Applicant, TapeRequest, Underwriting } from '../credit/underwriting.ts'
import type { Market } from '../history/market.ts'
import { requestAsTold, type Terms } from './requests.ts'

const model = champion()
const deployment = {
  currencies: [{ decimals: 6 }],
  products: ['personal', 'business', 'personal-assessed'].map((name, at) => ({ name, productId: at + 1 })),
} as unknown as Deployment

const someLoan = async (): Promise<TapeLoan> => {
  for await (const row of readTape(SAMPLE_FILE))
    if (row.kind === 'loan' && !wasTrainedOn(model, row.loan)) return row.loan
  throw new Error('The sample has no loan the model was not trained on.')
}

test('a loan by the week is assessed over its own weeks, which are more days than its months', async () => {
  const signed: TapeRequest[] = []
  const underwriting = {
    model,
    sign: (request: TapeRequest) => signed.push(request),
  } as unknown as Underwriting
  const request = (
    _borrower: number,
    _purpose: string,
    _asked: unknown,
    assess: (by: Applicant) => unknown,
  ) => assess({ participantId: 1, at: 0 })
  const market = { deployment, request } as unknown as Market
  const terms: Terms = {
    method: 'equalPrincipal',
    unit: 'week',
    interval: 2,
    count: 52,
    interestOnlyCount: 0,
    fundingDeadline: 1,
    autoRepay: true,
  }
  requestAsTold(market, { borrower: 1, told: await someLoan(), terms, business: false }, underwriting)
  expect(signed).toMatchObject([{ termDays: 728, asked: { months: 24 } }])
})
