import { dueAt } from '../loans/calendar.ts'
import { instalmentOf, powRay, RAY } from '../loans/instalment.ts'
import { partialInterestUp, periodInterestUp } from '../loans/interest.ts'
import { periodRate } from '../loans/rate.ts'
import { METHOD_NUMBERS, METHODS, PRINCIPAL_MAX, UNIT_NUMBERS, UNITS } from '../loans/terms.ts'
import { divDown } from '../money/divide.ts'
import { anyDrawDate, anyPeriods, anyPrincipal, anyRate, anyUnit, DRAW_DATES } from './choices.ts'
import { type Columns, columnsOf } from './columns.ts'
import { randomFrom } from './random.ts'

/** Due dates: every awkward draw date by every unit, then random ones. */
export function dueAtVectors(): Columns {
  const random = randomFrom(1)
  const edges = DRAW_DATES.flatMap((drawnAt) =>
    UNITS.flatMap((unit) =>
      [0, 1, 2, 12, 13, 48, 360]
        .map((k) => ({ drawnAt, unit, interval: 1, k }))
        .concat([
          { drawnAt, unit, interval: 3, k: 5 },
          { drawnAt, unit, interval: 360, k: 1 },
        ]),
    ),
  )
  const drawn = Array.from({ length: 1_000 }, () => {
    const unit = anyUnit(random)
    const { interval, count } = anyPeriods(random, unit, 360)
    return { drawnAt: anyDrawDate(random), unit, interval, k: random.number(0, count) }
  })
  return columnsOf(
    [...edges, ...drawn].map(({ drawnAt, unit, interval, k }) => ({
      drawnAt,
      unit: UNIT_NUMBERS[unit],
      interval,
      k,
      expected: dueAt(drawnAt, unit, interval, k),
    })),
  )
}

/** Growth factors. */
export function powRayVectors(): Columns {
  const random = randomFrom(2)
  const edges = [0, 1, 2, 3, 7, 8, 359, 360].flatMap((n) =>
    [RAY, RAY + 1n, RAY + divDown(RAY, 100n), RAY * 2n].map((x) => ({ x, n })),
  )
  const drawn = Array.from({ length: 200 }, () => ({
    x: RAY + random.amount(0n, divDown(RAY, 10n)),
    n: random.number(0, 360),
  }))
  return columnsOf([...edges, ...drawn].map(({ x, n }) => ({ x, n, expected: powRay(x, n) })))
}

/** The instalment `A`. */
export function instalmentVectors(): Columns {
  const random = randomFrom(3)
  const edges = METHODS.flatMap((method) =>
    [1n, 1_000_000n, PRINCIPAL_MAX].flatMap((principal) =>
      [0n, 1n, 120_000n, 360_000n, 1_000_000n].flatMap((annualRate) =>
        [1, 3, 360].map((amortisingCount) => ({
          principal,
          annualRate,
          method,
          unit: 'month' as const,
          interval: 1,
          amortisingCount,
        })),
      ),
    ),
  )
  const drawn = Array.from({ length: 1_200 }, () => {
    const unit = anyUnit(random)
    const { interval, count } = anyPeriods(random, unit, 360)
    return {
      principal: anyPrincipal(random),
      annualRate: anyRate(random),
      method: random.pick([
        'equalInstalment',
        'equalInstalment',
        'equalInstalment',
        'equalPrincipal',
      ] as const),
      unit,
      interval,
      amortisingCount: count,
    }
  })
  return columnsOf(
    [...edges, ...drawn].map((row) => ({
      principal: row.principal,
      annualRate: row.annualRate,
      method: METHOD_NUMBERS[row.method],
      unit: UNIT_NUMBERS[row.unit],
      interval: row.interval,
      amortisingCount: row.amortisingCount,
      expected: instalmentOf(row, row.principal, row.amortisingCount),
    })),
  )
}

/** Interest of a whole period and of a part of it, to the second. */
export function interestVectors(): Columns {
  const random = randomFrom(4)
  const rows = Array.from({ length: 1_000 }, (_, i) => {
    const unit = anyUnit(random)
    const { interval, count } = anyPeriods(random, unit, 360)
    const annualRate = anyRate(random)
    const balance = anyPrincipal(random)
    const drawnAt = anyDrawDate(random)
    const k = random.number(1, count)
    const start = dueAt(drawnAt, unit, interval, k - 1)
    const end = dueAt(drawnAt, unit, interval, k)
    const from = i % 3 === 0 ? start : random.number(start, end)
    const to = random.pick([end, from, from + 1, random.number(from, end), random.number(start, end)])
    const rate = periodRate(annualRate, unit, interval)
    return {
      balance,
      annualRate,
      unit: UNIT_NUMBERS[unit],
      interval,
      from,
      to,
      length: end - start,
      expectedWhole: periodInterestUp(balance, rate),
      expectedPart: partialInterestUp(balance, rate, from, to, end - start),
    }
  })
  return columnsOf(rows)
}
