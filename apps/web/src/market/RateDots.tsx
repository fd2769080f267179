import type { LoanSummary } from '@hurong/sdk/api'
import { numberFormat, withMinus } from '../format/number.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './RateDots.module.css'
import { placeOf, type RateScale } from './rateScale.ts'

const at = (rate: number, scale: RateScale) => ({ left: `${placeOf(rate, scale)}%` })

/** The axis above the dots. */
export function RateAxis({ scale }: { readonly scale: RateScale }) {
  const { t, locale } = useI18n()
  const last = scale.lines.at(-1)
  // The last alone has its sign: there is room for no more of them.
  const percent = (rate: number) =>
    withMinus(
      rate === last
        ? numberFormat(locale, { style: 'percent' }).format(rate / 1_000_000)
        : numberFormat(locale, {}).format(rate / 10_000),
    )
  return (
    <>
      <span className="hidden-visually">{t('market.column.dots')}</span>
      <div className={styles.axis} aria-hidden="true">
        {scale.lines.map((line) => (
          <span key={line} style={at(line, scale)}>
            {percent(line)}
          </span>
        ))}
      </div>
    </>
  )
}

/** The agreed rate as a hollow dot, what is left of it after expected losses as a full one; both stand in figures beside it. */
export function RateDots({ loan, scale }: { readonly loan: LoanSummary; readonly scale: RateScale }) {
  const { annualRate } = loan.terms
  const left = loan.assessment?.expectedReturn
  return (
    <div className={styles.plot} aria-hidden="true">
      {scale.lines.map((line) => (
        <i key={line} className={line === 0 ? styles.zero : styles.line} style={at(line, scale)} />
      ))}
      {left !== undefined && (
        <i
          className={styles.span}
          style={{
            ...at(left, scale),
            width: `${placeOf(annualRate, scale) - placeOf(left, scale)}%`,
          }}
        />
      )}
      <i className={styles.agreed} style={at(annualRate, scale)} />
      {left !== undefined && <i className={styles.left} style={at(left, scale)} />}
    </div>
  )
}

/** What the dots mean, under a table that has them. */
export function DotsNote() {
  const { t } = useI18n()
  return <span className={styles.note}>{t('market.dotsNote')} </span>
}

/** The class of the column the dots stand in. */
export const dotsColumn = styles.cell
