import type { Statistics } from '@hurong/sdk/api'
import { type ReactNode, useState } from 'react'
import { useCurrency } from '../api/useCurrency.ts'
import { Amount, useAmountText } from '../components/Amount.tsx'
import { CurrencyName, useCurrencyName } from '../components/CurrencyName.tsx'
import { Empty } from '../components/Empty.tsx'
import { Segmented } from '../components/Segmented.tsx'
import { StatusLine } from '../components/Status.tsx'
import { formatDate } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import { partsOfLent, resultOf } from './figures.ts'
import styles from './Lent.module.css'
import { LentBar } from './LentBar.tsx'

type OfCurrency = Statistics['currencies'][number]

interface ResultProps {
  readonly label: ReactNode
  readonly amount: bigint
  readonly note: string
  readonly currency: string
}

function Result({ label, amount, note, currency }: ResultProps) {
  return (
    <div>
      <dt className="t13 ink2">{label}</dt>
      <dd className="t28 strong">
        <Amount units={amount} currency={currency} style="whole" unit={false} />
      </dd>
      <dd className="t13 ink3">{note}</dd>
    </div>
  )
}

/** Interest, late, lost and what is left of it, all in the same size. */
function Results({ of }: { readonly of: OfCurrency }) {
  const { t } = useI18n()
  const text = useAmountText(of.currency)
  const { interest, net, netWithLateLost } = resultOf(of)
  const { counts, currency } = of
  const late = counts.late ?? 0
  const running = (counts.active ?? 0) + late
  const failed = (counts.defaulted ?? 0) + (counts.recovered ?? 0) + (counts.writtenOff ?? 0)
  return (
    <dl className={styles.results}>
      <Result
        label={t('home.result.interest')}
        amount={interest}
        note={t('home.result.interest.note', { repaid: counts.repaid ?? 0, running })}
        currency={currency}
      />
      <Result
        label={
          <StatusLine mark="clock1" tone="late">
            {t('home.result.late')}
          </StatusLine>
        }
        amount={BigInt(of.outstandingLate)}
        note={
          late > 0
            ? t('home.result.late.note', { n: late, days: of.longestDaysPastDue })
            : t('home.result.late.noteNone')
        }
        currency={currency}
      />
      <Result
        label={
          <StatusLine mark="cross" tone="failed">
            {t('home.result.lost')}
          </StatusLine>
        }
        amount={BigInt(of.outstandingDefaulted)}
        note={t('home.result.lost.note', { n: failed, recovered: text(of.recovered, 'whole') })}
        currency={currency}
      />
      <Result
        label={t('home.result.net')}
        amount={net}
        note={t('home.result.net.note', { amount: text(netWithLateLost, 'whole') })}
        currency={currency}
      />
    </dl>
  )
}

/** Where the lent money is today, one currency at a time. */
export function Lent({ statistics }: { readonly statistics: Statistics }) {
  const { t, locale } = useI18n()
  const used = statistics.currencies.filter(({ loansDrawn }) => loansDrawn > 0)
  const [chosen, setChosen] = useState<string | null>(null)
  const of = used.find(({ currency }) => currency === chosen) ?? used[0]
  const { symbol } = useCurrency(of?.currency)
  const name = useCurrencyName(of?.currency)
  return (
    <>
      <header className="section-head">
        <h2>{t('home.lent.title')}</h2>
        {of && (
          <span className="t13 ink3">
            {t('home.lent.scope', {
              loans: of.loansDrawn,
              name,
              symbol,
              date: formatDate(statistics.at, locale),
            })}
          </span>
        )}
      </header>
      {!of && <Empty title={t('home.lent.none')} />}
      {of && (
        <>
          <div className={styles.total}>
            <div>
              <div className="t13 ink2">{t('home.lent.total')}</div>
              <div className="figure">
                <Amount units={of.lent} currency={of.currency} style="whole" unit={false} />
              </div>
            </div>
            {used.length > 1 && (
              <Segmented
                label={t('home.lent.total')}
                value={of.currency}
                options={used.map(({ currency }) => ({
                  value: currency,
                  text: <CurrencyName address={currency} />,
                }))}
                onChange={setChosen}
              />
            )}
          </div>
          <LentBar parts={partsOfLent(of)} lent={BigInt(of.lent)} currency={of.currency} />
          <Results of={of} />
        </>
      )}
    </>
  )
}
