import { divDown, termDaysOf } from '@hurong/finance'
import type { TapeLoan } from '@hurong/tape'
import { monthsOf, wasTrainedOn } from '../credit/application.ts'
import type { Applicant, Underwriting } from '../credit/underwriting.ts'
import type { Asked } from '../history/calls.ts'
import { localProducts } from '../history/ground.ts'
import type { Market, PlannedLoan } from '../history/market.ts'
import { purposeOfTape } from '../replay/plan.ts'

/** What of a request does not follow from the tape. */
export type Terms = Pick<
  Asked,
  'method' | 'unit' | 'interval' | 'count' | 'interestOnlyCount' | 'fundingDeadline' | 'autoRepay'
>

/**
 * Asks for a loan of the tape. A person's loan quotes the model's assessment, made at that moment of what the tape says of the
 * applicant; one the model was trained on, or a business's, goes to a product that asks for none.
 * @param business Whether it is asked for as a business.
 */
export const requestAsTold = (
  market: Market,
  { borrower, told, terms, business }: { borrower: number; told: TapeLoan; terms: Terms; business: boolean },
  underwriting: Underwriting,
): PlannedLoan => {
  const { deployment } = market
  const products = localProducts(deployment)
  const cent = divDown(10n ** BigInt(deployment.currencies[0]?.decimals ?? 6), 100n)
  const assessed = !business && !wasTrainedOn(underwriting.model, told)
  const asked = {
    ...terms,
    productId: business ? products.business : assessed ? products.assessed : products.personal,
    principal: told.principal * cent,
    annualRate: told.annualRate,
  }
  const sign = (applicant: Applicant) =>
    underwriting.sign(
      {
        told,
        asked: { ...asked, months: monthsOf(terms) },
        requested: told.requested * cent,
        termDays: termDaysOf(terms),
      },
      applicant,
    )
  return market.request(borrower, purposeOfTape(told.purpose), asked, assessed ? sign : undefined)
}
