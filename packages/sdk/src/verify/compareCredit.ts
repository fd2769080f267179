import { type Address, zeroHash } from 'viem'
import { type ReadContext, read } from '../client/index.ts'
import { loanNumberOf, loanReference } from '../notes/index.ts'
import { GRADES, packReasons, type QuotedAssessment } from '../record/index.ts'
import type { Books } from './books.ts'
import type { Check } from './compareNotes.ts'
import { differences } from './difference.ts'

/** What is stored of a loan that quoted no assessment. */
const noQuote: QuotedAssessment = {
  assessmentHash: zeroHash,
  modelHash: zeroHash,
  grade: 'A',
  pd12Months: 0,
  pdLife: 0,
  reasons: [],
  issuedAt: 0,
  expiresAt: 0,
}

/** What the record stores of each loan's assessment and of each credit model, against the events that told them. */
export const creditChecks = (context: ReadContext, at: bigint, books: Books): Check[] => [
  ...[...books.loans.keys()].map((loanId) => async () => {
    const found = await read(context, 'creditRecord', 'quotedOf', [loanId], at)
    const quote = books.quotes.get(loanId) ?? noQuote
    const expected = { ...quote, grade: GRADES.indexOf(quote.grade), reasons: packReasons(quote.reasons) }
    return differences(`assessment of loan ${loanReference(loanNumberOf(loanId))}`, expected, { ...found })
  }),
  ...[...books.models].map(([modelHash, { modelHash: _, retiredAt, ...model }]) => async () => {
    const found = await read(context, 'creditRecord', 'model', [modelHash], at)
    return differences(`credit model ${modelHash}`, { ...model, retiredAt: retiredAt ?? 0 }, { ...found })
  }),
  ...[...books.quotes].map(([loanId, { assessmentHash }]) => async () => {
    const loan = await read(context, 'creditRecord', 'loanQuoting', [assessmentHash], at)
    return differences(`assessment ${assessmentHash}`, { 'quoted by': loanId }, { 'quoted by': loan })
  }),
  ...[...books.newestIssuedAt].map(([participantId, newest]) => async () => {
    const found = await read(context, 'creditRecord', 'newestIssuedAt', [participantId], at)
    const what = 'newest assessment issued at'
    return differences(`participant ${participantId}`, { [what]: newest }, { [what]: found })
  }),
  ...context.deployment.currencies.map(({ address: currency }) => async () => {
    const principal = books.secondSignatures.get(currency.toLowerCase() as Address) ?? 0n
    const found = await read(context, 'creditRecord', 'secondSignatureAbove', [currency], at)
    const what = 'second signature above'
    return differences(`currency ${currency}`, { [what]: principal }, { [what]: found })
  }),
  ...[...books.models.keys()].map((modelHash, index) => async () => {
    const found = await read(context, 'creditRecord', 'modelAt', [BigInt(index)], at)
    return differences('credit models', { [index]: modelHash }, { [index]: found })
  }),
  async () => {
    const count = await read(context, 'creditRecord', 'modelCount', [], at)
    return differences('credit models', { count: books.models.size }, { count })
  },
]
