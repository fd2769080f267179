import type { Holding } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCurrency } from '../api/useCurrency.ts'
import { balanceQuery } from '../chain/chainQuery.ts'
import { useAmountText } from '../components/Amount.tsx'
import { formatChange } from '../format/amount.ts'
import { formatFraction } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { claimableOf } from './batches.ts'
import { ClaimSheet } from './ClaimSheet.tsx'
import { type Figures, writtenValue } from './figures.ts'
import styles from './page.module.css'

interface WorthProps {
  readonly figures: Figures
  /** What is held; left out while it is being read. */
  readonly holdings: readonly Holding[] | undefined
  readonly holder: `0x${string}`
  /** Whether the server told the returns; from the chain alone they are not known. */
  readonly whole: boolean
  /** How value has moved. */
  readonly children: ReactNode
}

/** What the holder's account has: where money goes that is claimed. It is in no loan, so not in the value. */
function AccountCash({ currency, holder }: Pick<WorthProps, 'holder'> & { readonly currency: string }) {
  const { t } = useI18n()
  const text = useAmountText(currency)
  const { data: balance } = useQuery(balanceQuery(currency, holder))
  return (
    <>
      <dl className="pairs">
        <dt>{t('portfolio.cash')}</dt>
        <dd>{balance === undefined ? t('words.unknown') : text(balance, 'cents', false, 'down')}</dd>
      </dl>
      <p className="t13 ink3">{t('portfolio.cash.note')}</p>
    </>
  )
}

/** What all is worth, where it is, what waits to be claimed, and the return with and without what is late. */
export function Worth({ figures, holdings, holder, whole, children }: WorthProps) {
  const { t, locale } = useI18n()
  const { symbol, decimals } = useCurrency(figures.currency)
  const text = useAmountText(figures.currency)
  const { parts: written, rest, total, gain } = writtenValue(figures, decimals)
  // Nobody is told that nothing waits only because it has not been read yet.
  const claimable = holdings ? claimableOf(holdings) : BigInt(figures.claimable)
  const parts = [
    ['onTime', written.onTime],
    ['late', written.late],
    ['inFunding', written.inFunding],
    ['claimable', written.claimable],
    ['held', written.held],
    ['rest', rest],
  ] as const
  const returns = [
    {
      key: 'xirr',
      label: t('portfolio.return.xirr'),
      rate: figures.xirr,
      note: t('portfolio.return.xirr.note'),
    },
    {
      key: 'lost',
      label: t('portfolio.return.lost'),
      rate: figures.xirrLateLost,
      note: t('portfolio.return.lost.note', { amount: text(figures.lostOrLate) }),
    },
  ]
  return (
    <div className={styles.top}>
      <div className={styles.worth}>
        <p className="t13 ink2">{t('portfolio.value')}</p>
        <p className="figure">
          {text(total)}
          <span className="unit">{symbol}</span>
        </p>
        <p className="t14 ink2">
          {t('portfolio.value.put', { amount: text(figures.invested), claimed: text(figures.claimed) })}{' '}
          {whole && (
            <span className="nowrap" style={{ color: gain < 0n ? 'var(--late)' : 'var(--link)' }}>
              {t('portfolio.value.gain', { change: formatChange(gain, decimals, locale) })}
            </span>
          )}
        </p>
        <dl className="pairs">
          {parts
            .filter(([key, units]) => units !== 0n || key === 'onTime')
            .map(([key, units]) => (
              <div key={key} style={{ display: 'contents' }}>
                <dt>{t(`portfolio.part.${key}`)}</dt>
                <dd>{text(units)}</dd>
              </div>
            ))}
        </dl>
        <div className={styles.claim}>
          <p className="t14">
            {claimable > 0n
              ? t('portfolio.claim.waiting', { amount: text(claimable, 'cents', false, 'down') })
              : t('portfolio.claim.none')}
          </p>
          {holdings ? (
            <ClaimSheet holdings={holdings} currency={figures.currency} holder={holder} className="button">
              {t('portfolio.claim.all')}
            </ClaimSheet>
          ) : (
            claimable > 0n && (
              <button type="button" className="button" disabled>
                {t('portfolio.claim.all')}
              </button>
            )
          )}
        </div>
        <AccountCash currency={figures.currency} holder={holder} />
      </div>
      <div>
        <div className={styles.returns}>
          {returns.map(({ key, label, rate, note }) => (
            <div key={key}>
              <p className="t13 ink2">{label}</p>
              <p className="t28 strong">{formatFraction(rate, locale)}</p>
              <p className="t13 ink3">{rate === null ? t('portfolio.return.none') : note}</p>
            </div>
          ))}
          <div>
            <p className="t13 ink2">{t('portfolio.interest')}</p>
            <p className="t28 strong">
              {text(BigInt(figures.interestReceived) + BigInt(figures.lateInterestReceived))}
            </p>
            <p className="t13 ink3">
              {t('portfolio.interest.note', { amount: text(figures.lateInterestReceived) })}
            </p>
          </div>
        </div>
        {children}
      </div>
    </div>
  )
}
