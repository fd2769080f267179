import type { Method } from '@hurong/finance'
import type { Product, Purpose } from '@hurong/sdk/api'
import { PURPOSES } from '@hurong/sdk/loans/codes'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useId, useState } from 'react'
import { useActing } from '../account/acting.ts'
import { loanListQuery, platformQuery, productsQuery } from '../api/queries.ts'
import { useChainTime, useCurrency } from '../api/useCurrency.ts'
import { useAmountText } from '../components/Amount.tsx'
import { AmountField } from '../components/AmountField.tsx'
import { Choice } from '../components/Choice.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { formatAmount } from '../format/amount.ts'
import { currencyName } from '../format/currencyName.ts'
import { formatRate } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { Compare } from './Compare.tsx'
import { Cost } from './Cost.tsx'
import { Limits } from './Limits.tsx'
import { middleRate, monthsAllowed, monthsCompared, offerOf, type Wish } from './offer.ts'
import { Preview } from './Preview.tsx'
import styles from './page.module.css'
import { productNames } from './productNames.ts'

/** Millionths between two positions of the rate's slider: a quarter of a point. */
const rateStep = 2_500
const roundRate = (rate: number) => Math.round(rate / rateStep) * rateStep

/** What writes the terms and asks the chain is loaded only by who may ask for a loan. */
const Ask = lazy(() => import('./Ask.tsx').then(({ Ask: component }) => ({ default: component })))

/** What scores is loaded only by whoever asks for it. */
const PreAssessment = lazy(() =>
  import('./PreAssessment.tsx').then(({ PreAssessment: component }) => ({ default: component })),
)

interface SliderProps {
  readonly label: string
  readonly hidden?: boolean
  readonly value: number
  readonly least: number
  readonly greatest: number
  readonly step?: number
  readonly text: string
  readonly ends: readonly [string, string]
  readonly onChange: (value: number) => void
}

/** A native slider: every keyboard and phone knows it. */
function Slider({ label, hidden, value, least, greatest, step = 1, text, ends, onChange }: SliderProps) {
  const id = useId()
  return (
    <>
      {!hidden && (
        <>
          <label htmlFor={id}>{label}</label>
          <output htmlFor={id} className="t18 strong">
            {text}
          </output>
        </>
      )}
      <div>
        <input
          id={id}
          className={styles.slider}
          type="range"
          min={least}
          max={greatest}
          step={step}
          value={value}
          aria-label={hidden ? label : undefined}
          aria-valuetext={text}
          onChange={(event) => onChange(Number(event.target.value))}
        />
        <div className={styles.ends} aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      </div>
    </>
  )
}

const useRaises = () => useInfiniteQuery(loanListQuery({ status: 'funding', limit: 50 }))

/** The rates at which others ask now, to begin with something that may be filled. */
function useRatesAsked(currency: string) {
  const { data } = useRaises()
  const rates = (data?.pages ?? []).flatMap(({ items }) =>
    items.filter((loan) => loan.currency === currency).map(({ terms }) => terms.annualRate),
  )
  return { middle: middleRate(rates), least: Math.min(...rates), greatest: Math.max(...rates) }
}

function Calculator({ product }: { readonly product: Product }) {
  const { t, locale } = useI18n()
  const acting = useActing()
  const now = useChainTime()
  const currency = useCurrency(product.currency)
  const text = useAmountText(product.currency)
  const asked = useRatesAsked(product.currency)
  const least = BigInt(product.leastPrincipal)
  const greatest = BigInt(product.greatestPrincipal)
  const months = monthsAllowed(product)
  const written = (units: bigint) => formatAmount(units, currency.decimals, locale, 'exact')
  const [principal, setPrincipal] = useState<bigint | null>(least * 50n < greatest ? least * 50n : least)
  const [typed, setTyped] = useState<string | null>(null)
  const [count, setCount] = useState(Math.min(24, months.greatest))
  const [method, setMethod] = useState<Method>(product.methods[0] ?? 'equalInstalment')
  const [purpose, setPurpose] = useState<Purpose>('debtConsolidation')
  const [rate, setRate] = useState<number | null>(null)
  const [scoring, setScoring] = useState(false)
  const annualRate = rate ?? roundRate(Math.min(asked.middle ?? product.greatestRate, product.greatestRate))
  const usable = principal !== null && principal >= least && principal <= greatest
  const wish: Wish = { principal: usable ? principal : least, annualRate, months: count, method }
  const offer = offerOf(wish, product, now)
  const slide = (position: number) => {
    setPrincipal(least * BigInt(position))
    setTyped(null)
  }
  return (
    <>
      <div className={styles.columns}>
        <div>
          <div className={styles.row} style={{ display: 'block' }}>
            <AmountField
              label={t('borrow.amount')}
              currency={currency}
              text={typed ?? (principal === null ? '' : written(principal))}
              least={least}
              greatest={greatest}
              onChange={(next, units) => {
                setTyped(next)
                setPrincipal(units)
              }}
            />
            <Slider
              hidden
              label={t('borrow.amount.slider')}
              value={Number(wish.principal / least)}
              least={1}
              greatest={Number(greatest / least)}
              text={text(wish.principal, 'whole', true)}
              ends={[text(least, 'whole'), text(greatest, 'whole')]}
              onChange={slide}
            />
          </div>
          <div className={styles.row}>
            <Slider
              label={t('borrow.term')}
              value={count}
              least={months.least}
              greatest={months.greatest}
              text={t('borrow.term.value', { n: count })}
              ends={[String(months.least), String(months.greatest)]}
              onChange={setCount}
            />
          </div>
          <div className={styles.row}>
            <Slider
              label={t('borrow.rate')}
              value={annualRate}
              least={0}
              greatest={product.greatestRate}
              step={rateStep}
              text={formatRate(annualRate, locale)}
              ends={[formatRate(0, locale), formatRate(product.greatestRate, locale)]}
              onChange={setRate}
            />
            <p className="t13 ink3">
              {asked.middle === null
                ? t('borrow.rate.alone', { greatest: formatRate(product.greatestRate, locale) })
                : t('borrow.rate.note', {
                    least: formatRate(asked.least, locale),
                    greatest: formatRate(asked.greatest, locale),
                  })}
            </p>
          </div>
          <div className={styles.picks}>
            <Choice
              label={t('borrow.purpose')}
              value={purpose}
              options={PURPOSES.map((value) => ({ value, text: t(`loans.purpose.${value}`) }))}
              onChange={setPurpose}
            />
            <Choice
              label={t('borrow.method')}
              value={method}
              options={product.methods.map((value) => ({ value, text: t(`loans.method.${value}`) }))}
              onChange={setMethod}
            />
          </div>
        </div>
        <div className="panel">
          {/* What was typed is no amount this product lends: figures of another would be read as its own. */}
          {usable && <Cost offer={offer} currency={product.currency} />}
          {!usable && (
            <p className="notice bad" role="alert">
              {t('borrow.outside', {
                least: text(least, 'exact', true),
                greatest: text(greatest, 'exact', true),
              })}
            </p>
          )}
          {product.assessed && <p className="t14 ink2">{t('borrow.pre.required')}</p>}
          {usable && acting && !product.assessed && (
            <Suspense fallback={<Skeleton height={48} />}>
              <Ask key={acting.address} draft={{ wish, product, purpose }} acting={acting} />
            </Suspense>
          )}
          {!acting && <p className="t14 ink2">{t('borrow.ask.nobody')}</p>}
        </div>
      </div>
      <section className="section">
        <header className="section-head">
          <h2>{t('borrow.pre.title')}</h2>
        </header>
        <p className="t14 ink2">{t('borrow.pre.lead')}</p>
        {scoring ? (
          <Suspense fallback={<Skeleton height={320} />}>
            <PreAssessment
              draft={{ wish, product, purpose }}
              usable={usable}
              acting={acting}
              onChoose={(chosen) => {
                setCount(chosen.months)
                setRate(Math.min(product.greatestRate, Math.ceil(chosen.rate / rateStep) * rateStep))
              }}
            />
          </Suspense>
        ) : (
          <button type="button" className={`button quiet ${styles.start}`} onClick={() => setScoring(true)}>
            {t('borrow.pre.open')}
          </button>
        )}
      </section>
      {usable && (
        <>
          <Compare
            title={t('borrow.terms.title')}
            what={t('borrow.compare.term')}
            currency={product.currency}
            rows={monthsCompared(product, count).map((n) => ({
              key: String(n),
              name: t('borrow.term.value', { n }),
              offer: offerOf({ ...wish, months: n }, product, now),
              chosen: n === count,
            }))}
          />
          <Compare
            title={t('borrow.methods.title')}
            what={t('borrow.compare.method')}
            currency={product.currency}
            rows={product.methods.map((one) => ({
              key: one,
              name: t(`loans.method.${one}`),
              offer: offerOf({ ...wish, method: one }, product, now),
              chosen: one === method,
            }))}
          />
          <Preview offer={offer} currency={product.currency} />
        </>
      )}
      <Limits product={product} />
    </>
  )
}

/** Names of some products in the reader's language. */
function useProductNames(products: readonly Product[]): ReadonlyMap<number, string> {
  const i18n = useI18n()
  const { data: platform } = useQuery(platformQuery)
  const nameOfCurrency = (address: string) => {
    const currency = platform?.currencies.find((one) => one.address === address)
    return currency ? currencyName(currency, platform?.local ?? false, i18n) : ''
  }
  return productNames(products, nameOfCurrency, i18n)
}

/** What borrowing would give, ask and cost; then the request itself. */
export function BorrowPage() {
  const { t } = useI18n()
  useTitle(t('borrow.title'))
  const now = useChainTime()
  const products = useQuery(productsQuery)
  // Until it is known what others ask, every figure would be of the highest rate there is, and change under the reader's hand.
  const isReadingRaises = useRaises().isLoading
  const [chosen, setChosen] = useState<number | null>(null)
  const open = products.data?.filter((product) => product.open) ?? []
  const names = useProductNames(open)
  const product = open.find(({ productId }) => productId === chosen) ?? open[0]
  const isReady = product !== undefined && now > 0 && !isReadingRaises
  const isFailed = !product && products.isError
  return (
    <>
      <header className={styles.head}>
        <div>
          <h1>{t('borrow.title')}</h1>
          <p className="ink2">{t('borrow.lead')}</p>
        </div>
        <Link to="/my-loans">{t('borrow.mine')}</Link>
      </header>
      {open.length > 1 && product && (
        <Choice
          label={t('borrow.product')}
          value={String(product.productId)}
          options={open.map(({ productId }) => ({
            value: String(productId),
            text: names.get(productId) ?? String(productId),
          }))}
          onChange={(id) => setChosen(Number(id))}
        />
      )}
      {isReady && <Calculator key={product.productId} product={product} />}
      {isFailed && <Problem error={products.error} onRetry={() => void products.refetch()} />}
      {!isReady && !isFailed && <Skeleton height={480} />}
    </>
  )
}
