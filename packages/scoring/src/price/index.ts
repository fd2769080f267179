export { type ExpectedFlow, expectedFlows, type LendingRisk, type PricedTerms } from './cash-flows.ts'
export { type DefaultRisk, RiskOutOfRange } from './default-curve.ts'
export { leastRateOf } from './least-rate.ts'
export { type Price, type PricePart, type PriceQuestion, priceOf } from './price.ts'
