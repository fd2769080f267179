import type { Product } from '@hurong/sdk/api'
import { useAmountText } from '../components/Amount.tsx'
import { formatRate } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { monthsAllowed } from './offer.ts'

/** What the product allows and what happens when one is late. */
export function Limits({ product }: { readonly product: Product }) {
  const { t, locale } = useI18n()
  const text = useAmountText(product.currency)
  const { least, greatest } = monthsAllowed(product)
  const range = (from: string, to: string) => t('borrow.limits.range', { least: from, greatest: to })
  const rows = [
    ['amount', range(text(product.leastPrincipal, 'whole'), text(product.greatestPrincipal, 'whole', true))],
    ['term', range(t('borrow.term.value', { n: least }), t('borrow.term.value', { n: greatest }))],
    ['rate', formatRate(product.greatestRate, locale)],
    ['grace', t('borrow.limits.days', { n: product.graceDays })],
    ['late', formatRate(product.lateRate, locale)],
    ['default', t('borrow.limits.after', { n: product.defaultDays })],
    ['number', String(product.productId)],
    ['early', t('borrow.limits.early.value')],
  ] as const
  return (
    <section className="section">
      <h2>{t('borrow.limits.title')}</h2>
      <dl className="pairs">
        {rows.map(([key, value]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{t(`borrow.limits.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
