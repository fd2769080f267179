import { useCurrency } from '../api/useCurrency.ts'
import { useAmountText } from '../components/Amount.tsx'
import { StatusLine, type Tone } from '../components/Status.tsx'
import type { Mark } from '../components/StatusMark.tsx'
import { formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { shareOf } from '../loans/amounts.ts'
import { type Bucket, type Figures, ledgerOf, owedIn } from './figures.ts'
import styles from './page.module.css'

const looks: Record<Bucket['bucket'], { mark: Mark; tone: Tone; fill: string | undefined }> = {
  onTime: { mark: 'tick', tone: 'brand', fill: styles.onTime },
  '1-30': { mark: 'clock1', tone: 'late', fill: styles.late1 },
  '31-60': { mark: 'clock2', tone: 'late', fill: styles.late2 },
  '61-90': { mark: 'clock3', tone: 'late', fill: styles.late3 },
  '91+': { mark: 'clock4', tone: 'late', fill: styles.late4 },
  defaulted: { mark: 'cross', tone: 'failed', fill: styles.lost },
}
const width = 1_000

function LateBar({ figures }: { readonly figures: Figures }) {
  const { t, locale } = useI18n()
  const owed = owedIn(figures)
  const shares = figures.buckets.map(({ bucket, principal }) => ({
    bucket,
    share: shareOf(BigInt(principal), owed),
  }))
  const parts = shares
    .filter(({ share }) => share > 0)
    .map(({ bucket, share }) => `${t(`portfolio.bucket.${bucket}`)} ${formatShare(share, locale)}`)
    .join('; ')
  let x = 0
  return (
    <svg
      className={styles.bar}
      viewBox={`0 0 ${width} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('portfolio.late.bar', { parts })}
    >
      <defs>
        <pattern
          id="portfolio-on-time"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" fill="var(--surface)" />
          <rect width="2" height="6" fill="var(--chart-principal)" />
        </pattern>
      </defs>
      {shares.map(({ bucket, share }) => {
        const from = x
        const wide = (share * width) / 1_000_000
        x += wide
        return (
          share > 0 && (
            <rect
              key={bucket}
              className={looks[bucket].fill}
              x={from}
              y="0"
              width={Math.max(wide - 2, 1)}
              height="20"
            />
          )
        )
      })}
    </svg>
  )
}

/** Principal by how late it is: one bar, then each bucket with its loans. */
export function Late({ figures }: { readonly figures: Figures }) {
  const { t, locale } = useI18n()
  const { symbol } = useCurrency(figures.currency)
  const text = useAmountText(figures.currency)
  const owed = owedIn(figures)
  const loans = figures.buckets.reduce((sum, bucket) => sum + bucket.loans, 0)
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('portfolio.late.title')}</h2>
        <span className="t13 ink3">{t('portfolio.late.unit', { symbol })}</span>
      </header>
      {owed === 0n ? (
        <p className="t14 ink2">{t('portfolio.late.none')}</p>
      ) : (
        <>
          <LateBar figures={figures} />
          <table className={styles.compact}>
            <thead>
              <tr>
                <th scope="col">{t('portfolio.late.status')}</th>
                <th scope="col" className="num">
                  {t('portfolio.late.loans')}
                </th>
                <th scope="col" className="num">
                  {t('portfolio.late.principal')}
                </th>
                <th scope="col" className="num">
                  {t('portfolio.late.share')}
                </th>
              </tr>
            </thead>
            <tbody>
              {figures.buckets.map(({ bucket, loans: count, principal }) => (
                <tr key={bucket}>
                  <td>
                    <StatusLine mark={looks[bucket].mark} tone={looks[bucket].tone}>
                      {t(`portfolio.bucket.${bucket}`)}
                    </StatusLine>
                  </td>
                  <td className="num">{count}</td>
                  <td className="num">{text(principal)}</td>
                  <td className="num">{formatShare(shareOf(BigInt(principal), owed), locale)}</td>
                </tr>
              ))}
              <tr className="total">
                <td>{t('words.total')}</td>
                <td className="num">{loans}</td>
                <td className="num">{text(owed)}</td>
                <td className="num">{formatShare(1_000_000, locale)}</td>
              </tr>
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

/** How what was put in became what it is worth. */
export function ValueLedger({ figures }: { readonly figures: Figures }) {
  const { t } = useI18n()
  const { decimals } = useCurrency(figures.currency)
  const text = useAmountText(figures.currency)
  const { parts, rest, total } = ledgerOf(figures, decimals)
  const rows = [
    ['putIn', parts.putIn, ''],
    ['interest', parts.interest, ''],
    ['lateInterest', parts.lateInterest, ''],
    ['inDefault', parts.inDefault, 'failed'],
    ['takenOut', parts.takenOut, ''],
    ...(rest === 0n ? [] : [['rest', rest, ''] as const]),
  ] as const
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('portfolio.ledger.title')}</h2>
      </header>
      <dl className="pairs">
        {rows.map(([key, units, tone]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{t(`portfolio.ledger.${key}`)}</dt>
            <dd className={units < 0n ? tone : undefined}>
              {units > 0n && key !== 'putIn' ? '+' : ''}
              {text(units)}
            </dd>
          </div>
        ))}
        <dt className="sum">{t('portfolio.ledger.value')}</dt>
        <dd className="sum">{text(total)}</dd>
      </dl>
      <p className={`t13 ink3 ${styles.note}`}>{t('portfolio.ledger.note')}</p>
    </section>
  )
}
