import { drawFee } from '../loans/fee.ts'
import { type Instalment, scheduleOf } from '../loans/schedule.ts'
import { type LoanTerms, METHOD_NUMBERS, METHODS, PRINCIPAL_MAX, UNIT_NUMBERS } from '../loans/terms.ts'
import { anyDrawDate, anyTerms, DRAW_DATES } from './choices.ts'
import { type Columns, columnsOf } from './columns.ts'
import { randomFrom } from './random.ts'

const EDGE: LoanTerms = {
  principal: 1_000_000n,
  annualRate: 120_000n,
  lateRate: 180_000n,
  method: 'equalInstalment',
  unit: 'month',
  interval: 1,
  count: 3,
  interestOnlyCount: 0,
  graceDays: 3,
  defaultDays: 90,
  writeOffDays: 180,
  originationFee: 10_000n,
}

function edges(): LoanTerms[] {
  return METHODS.flatMap((method) =>
    [1n, 7n, 1_000_000n, PRINCIPAL_MAX].flatMap((principal) =>
      [0n, 360_000n, 1_000_000n].flatMap((annualRate) =>
        (method === 'bullet' ? [1] : [1, 3, 360]).map((count) => ({
          ...EDGE,
          method,
          principal,
          annualRate,
          lateRate: annualRate,
          count,
        })),
      ),
    ),
  )
}

const cells = (name: string, { index, dueAt, interestDue, principalDue }: Instalment) => ({
  [`${name}Index`]: index,
  [`${name}DueAt`]: dueAt,
  [`${name}Interest`]: interestDue,
  [`${name}Principal`]: principalDue,
})

function rowOf(terms: LoanTerms, drawnAt: number) {
  const schedule = scheduleOf(terms, drawnAt)
  const first = schedule[0]
  const middle = schedule[Math.floor(schedule.length / 2)]
  const last = schedule.at(-1)
  if (!first || !middle || !last) throw new RangeError('A drawn loan has at least one instalment.')
  return {
    principal: terms.principal,
    annualRate: terms.annualRate,
    method: METHOD_NUMBERS[terms.method],
    unit: UNIT_NUMBERS[terms.unit],
    interval: terms.interval,
    count: terms.count,
    interestOnlyCount: terms.interestOnlyCount,
    originationFee: terms.originationFee,
    drawnAt,
    fee: drawFee(terms),
    instalments: schedule.length,
    totalInterest: schedule.reduce((sum, { interestDue }) => sum + interestDue, 0n),
    ...cells('first', first),
    ...cells('middle', middle),
    ...cells('last', last),
  }
}

/** Whole schedules: totals and the first, middle and last instalment. */
export function scheduleVectors(): Columns {
  const random = randomFrom(5)
  const fixed = edges().map((terms, i) => rowOf(terms, DRAW_DATES[i % DRAW_DATES.length] ?? 0))
  const drawn = Array.from({ length: 500 }, () => rowOf(anyTerms(random), anyDrawDate(random)))
  return columnsOf([...fixed, ...drawn])
}
