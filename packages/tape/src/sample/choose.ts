import { addMonths, divDown } from '@hurong/finance'
import type { TapeLoan } from '../loan.ts'

/** Whether the loan was paid back in full more than two months before its term was over. */
export const wasPaidEarly = (loan: TapeLoan): boolean =>
  loan.status === 'fullyPaid' &&
  loan.lastPaymentAt !== null &&
  loan.lastPaymentAt < addMonths(loan.issuedAt, loan.count - 2)

/** How a loan went: what a sample must have its share of. */
export const courseOf = (loan: TapeLoan): string =>
  [
    loan.status,
    loan.meetsPolicy ? 'policy' : 'exception',
    loan.totalLateFee > 0n ? 'lateFee' : 'noLateFee',
    wasPaidEarly(loan) ? 'early' : 'atTerm',
    loan.recoveries > 0n ? 'recovered' : 'nothingRecovered',
    `${loan.count} months`,
  ].join(' ')

/** Order in which like loans stand together; the loan's own id decides last, so that there is one order only. */
const keyOf = (loan: TapeLoan): string => [courseOf(loan), loan.grade, loan.purpose, loan.loanId].join('|')

/**
 * Chooses `count` loans that stand for all, always the same: like loans are put together and every n-th is taken, so
 * each kind has its share to within one. Purposes and grades so rare that none was taken are added first.
 */
export function chooseSample(loans: readonly TapeLoan[], count: number): TapeLoan[] {
  const inOrder = loans
    .map((loan) => ({ loan, key: keyOf(loan) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ loan }) => loan)
  for (let added = 0; added <= count; added++) {
    const taken = everyNth(inOrder, count - added)
    const rare = firstOfEachMissing(inOrder, taken)
    if (rare.length <= added)
      return [...taken, ...rare, ...everyOther(inOrder, [...taken, ...rare], added - rare.length)]
  }
  throw new RangeError(`${count} loans cannot stand for ${loans.length}.`)
}

function everyNth(loans: readonly TapeLoan[], count: number): TapeLoan[] {
  const places = Array.from({ length: count }, (_, i) =>
    Number(divDown(BigInt(i * 2 + 1) * BigInt(loans.length), BigInt(count * 2))),
  )
  return places.flatMap((place) => loans[place] ?? [])
}

function firstOfEachMissing(loans: readonly TapeLoan[], taken: readonly TapeLoan[]): TapeLoan[] {
  const seen = new Set(taken.flatMap(({ purpose, grade }) => [purpose, grade]))
  return loans.filter(({ purpose, grade }) => {
    const isNew = !seen.has(purpose) || !seen.has(grade)
    seen.add(purpose).add(grade)
    return isNew
  })
}

/** The first `count` loans not taken yet. */
function everyOther(loans: readonly TapeLoan[], taken: readonly TapeLoan[], count: number): TapeLoan[] {
  const ids = new Set(taken.map(({ loanId }) => loanId))
  return loans.filter(({ loanId }) => !ids.has(loanId)).slice(0, count)
}
