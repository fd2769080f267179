import { useCurrency } from '../api/useCurrency.ts'
import { useAmountText } from '../components/Amount.tsx'
import { formatFraction, formatRate } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { shareOf } from '../loans/amounts.ts'
import type { Offer } from './offer.ts'
import styles from './page.module.css'

const width = 1_000

/** All that is paid back: what one had in hand, the fee, the interest. `of` is what the whole width stands for. */
export function CostBar({
  offer,
  of,
  className,
}: {
  offer: Offer
  of: bigint
  className?: string | undefined
}) {
  let x = 0
  const parts = [
    [styles.hand, offer.cashInHand],
    [styles.fee, offer.fee],
    [styles.interest, offer.interest],
  ] as const
  return (
    <svg className={className} viewBox={`0 0 ${width} 20`} preserveAspectRatio="none" aria-hidden="true">
      {parts.map(([fill, units]) => {
        const from = x
        const wide = (shareOf(units, of) * width) / 1_000_000
        x += wide
        return <rect key={fill} className={fill} x={from} y="0" width={Math.max(0, wide - 2)} height="20" />
      })}
    </svg>
  )
}

/** Cash in hand first; then what is paid, and what of it is cost. */
export function Cost({ offer, currency }: { readonly offer: Offer; readonly currency: string }) {
  const { t, locale } = useI18n()
  const { symbol } = useCurrency(currency)
  const text = useAmountText(currency)
  const { terms } = offer
  const each =
    terms.method === 'bullet'
      ? t('borrow.atEnd')
      : terms.method === 'equalInstalment'
        ? t('borrow.each')
        : t('borrow.first')
  const rows = [
    [t('borrow.principal'), text(terms.principal), ''],
    [t('borrow.fee', { rate: formatRate(terms.originationFee, locale) }), text(-offer.fee), ''],
    [t('borrow.toYou'), text(offer.cashInHand), 'strong'],
    [t('borrow.agreed'), formatRate(terms.annualRate, locale), ''],
    [t('borrow.apr'), formatFraction(offer.apr, locale), 'strong'],
  ] as const
  const keys = [
    ['hand', styles.hand, offer.cashInHand],
    ['fee', styles.fee, offer.fee],
    ['interest', styles.interest, offer.interest],
  ] as const
  return (
    <div aria-live="polite">
      <div className={styles.big}>
        <div>
          <p className="t14 ink2">{t('borrow.hand')}</p>
          <p className="figure">
            {text(offer.cashInHand)}
            <span className="unit">{symbol}</span>
          </p>
        </div>
        <div>
          <p className="t14 ink2">{each}</p>
          <p className="t22">{text(offer.first)}</p>
        </div>
        <div>
          <p className="t14 ink2">{t('borrow.repaid')}</p>
          <p className="t22">{text(offer.repaid)}</p>
        </div>
      </div>
      <CostBar offer={offer} of={offer.repaid} className={styles.bar} />
      <p className={styles.keys}>
        {keys.map(([key, fill, units]) => (
          <span key={key}>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <rect width="12" height="12" className={fill} />
            </svg>
            {t(`borrow.key.${key}`, { amount: text(units) })}
          </span>
        ))}
      </p>
      <dl className="pairs">
        {rows.map(([label, value, weight]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt className={weight}>{label}</dt>
            <dd className={weight}>{value}</dd>
          </div>
        ))}
        <dt className="sum">{t('borrow.cost')}</dt>
        <dd className="sum">{text(offer.cost)}</dd>
      </dl>
    </div>
  )
}
