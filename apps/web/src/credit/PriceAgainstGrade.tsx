import type { LoanAssessment, LoanSummary } from '@hurong/sdk/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { loanListQuery, modelQuery } from '../api/queries.ts'
import { ticksTo } from '../components/axis.ts'
import { Chart, Gridlines } from '../components/Chart.tsx'
import { formatPoints, formatRate } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './credit.module.css'
import { grades } from './grades.ts'
import { LossGivenDefault } from './LossGivenDefault.tsx'
import { againstMiddle } from './models.ts'

const left = 48
const top = 12
const tall = 170
const bottom = 26

interface PriceProps {
  readonly loan: LoanSummary
  readonly assessment: LoanAssessment
}

/** The agreed rate split into expected loss and what is left. */
function Split({ loan, assessment }: PriceProps) {
  const { t, locale } = useI18n()
  const { expectedLossRate, expectedReturn, modelHash } = assessment
  const { data: model } = useQuery(modelQuery(modelHash))
  const rate = formatRate(loan.terms.annualRate, locale)
  const loss = formatRate(expectedLossRate, locale)
  return (
    <>
      <p className="t14">
        {expectedReturn >= 0
          ? t('credit.price.split', { rate, loss, left: formatRate(expectedReturn, locale) })
          : t('credit.price.negative', { rate, loss, left: formatRate(-expectedReturn, locale) })}
      </p>
      {model && (
        <p className="t13 ink3">
          <LossGivenDefault share={model.lossGivenDefault} />
        </p>
      )}
    </>
  )
}

/** The rate of this loan among those of other assessed loans, by grade. */
export function PriceAgainstGrade({ loan, assessment }: PriceProps) {
  const { t, locale } = useI18n()
  const { data } = useInfiniteQuery(loanListQuery({ limit: 100 }))
  const others = (data?.pages ?? []).flatMap(({ items }) =>
    items.flatMap(({ number, terms, assessment: other }) =>
      other && number !== loan.number ? [{ number, rate: terms.annualRate, grade: other.grade }] : [],
    ),
  )
  const { annualRate } = loan.terms
  const { grade } = assessment
  const same = againstMiddle(
    annualRate,
    others.filter((other) => other.grade === grade).map(({ rate }) => rate),
  )
  const most = Math.max(annualRate, ...others.map(({ rate }) => rate))
  const ticks = ticksTo(BigInt(most)).map(Number)
  const last = ticks.at(-1) || 1
  const y = (rate: number) => top + tall - (rate / last) * tall
  // Dots of one grade stand a little beside each other, by the loan's number, so that none hides another.
  const aside = (number: number, slot: number) => (((number * 7) % 11) / 10 - 0.5) * slot * 0.6
  const comparison = () => {
    if (!same) return t('credit.price.alone')
    const words = { grade, middle: formatRate(same.middle, locale) }
    if (same.difference === 0) return t('credit.price.same', words)
    const difference = formatPoints(Math.abs(same.difference), locale)
    return t(same.difference > 0 ? 'credit.price.above' : 'credit.price.below', { ...words, difference })
  }
  return (
    <div>
      <h3>{t('credit.price.title')}</h3>
      <Split loan={loan} assessment={assessment} />
      <p className="t14 ink2">{comparison()}</p>
      <Chart
        className={styles.gap}
        guess={560}
        height={top + tall + bottom}
        label={t('credit.price.label', {
          n: others.length + 1,
          grade,
          rate: formatRate(annualRate, locale),
        })}
      >
        {(width) => {
          const slot = (width - left) / grades.length
          const middleOf = (one: LoanAssessment['grade']) => left + (grades.indexOf(one) + 0.5) * slot
          return (
            <>
              <Gridlines ticks={ticks} y={y} text={(tick) => `${tick / 10_000}%`} left={left} right={width} />
              {grades.map((one) => (
                <text key={one} x={middleOf(one)} y={top + tall + 20} textAnchor="middle">
                  {one}
                </text>
              ))}
              {others.map(({ number, rate, grade: one }) => (
                <circle
                  key={number}
                  className={styles.other}
                  cx={middleOf(one) + aside(number, slot)}
                  cy={y(rate)}
                  r={3.5}
                />
              ))}
              {same && (
                <line
                  className={styles.middle}
                  x1={middleOf(grade) - slot * 0.4}
                  x2={middleOf(grade) + slot * 0.4}
                  y1={y(same.middle)}
                  y2={y(same.middle)}
                />
              )}
              <circle className={styles.this} cx={middleOf(grade)} cy={y(annualRate)} r={8} />
            </>
          )
        }}
      </Chart>
      <p className="t13 ink3">{t('credit.price.lead')}</p>
    </div>
  )
}
