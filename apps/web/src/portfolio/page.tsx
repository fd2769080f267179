import type { Portfolio } from '@hurong/sdk/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useActing, useActingKnown } from '../account/acting.ts'
import { cashFlowsQuery, holdingsQuery, isHolding, portfolioQuery } from '../api/queries.ts'
import { useServerGone } from '../api/reachability.ts'
import { useAllPages } from '../api/useAllPages.ts'
import { CurrencyName } from '../components/CurrencyName.tsx'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Segmented } from '../components/Segmented.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { Calendar } from './Calendar.tsx'
import { ExportCsv } from './ExportCsv.tsx'
import type { Figures } from './figures.ts'
import { HeldCash } from './HeldCash.tsx'
import { Holdings } from './Holdings.tsx'
import { Late, ValueLedger } from './LateAndLedger.tsx'
import styles from './page.module.css'
import { ValueChart } from './ValueChart.tsx'
import { valueLineOf } from './valueLine.ts'
import { Worth } from './Worth.tsx'

/** Every holding of an address: what can be claimed at once must be known whole. */
function useAllHoldings(address: string) {
  const list = useInfiniteQuery(holdingsQuery(address, { limit: 100 }))
  return { ...list, holdings: useAllPages(list).items.filter(isHolding) }
}

/** How value has moved; needs the server's record of every cash flow. */
function Moved({ portfolio, figures }: { readonly portfolio: Portfolio; readonly figures: Figures }) {
  const { items, whole } = useAllPages(useInfiniteQuery(cashFlowsQuery(portfolio.address, 100)))
  const own = items.filter(({ currency }) => currency === figures.currency)
  const line = whole ? valueLineOf(own, figures, portfolio.at) : undefined
  return <ValueChart line={line} currency={figures.currency} />
}

function Book({ portfolio, holder }: { readonly portfolio: Portfolio; readonly holder: `0x${string}` }) {
  const { t } = useI18n()
  const gone = useServerGone()
  const { holdings, isError, error, refetch, isPending } = useAllHoldings(holder)
  const [chosen, setChosen] = useState<string | null>(null)
  const used = portfolio.currencies.filter(
    ({ invested, held, claimable }) => BigInt(invested) + BigInt(held) + BigInt(claimable) > 0n,
  )
  const figures = used.find(({ currency }) => currency === chosen) ?? used[0]
  const own = holdings.filter(({ loan }) => loan.currency === figures?.currency)
  if (!figures)
    return (
      <Empty title={t('portfolio.empty.title')} body={t('portfolio.empty.body')}>
        <Link to="/market" className="button small">
          {t('portfolio.empty.go')}
        </Link>
      </Empty>
    )
  return (
    <>
      {used.length > 1 && (
        <p style={{ marginBottom: 16 }}>
          <Segmented
            label={t('portfolio.currency')}
            value={figures.currency}
            options={used.map(({ currency }) => ({
              value: currency,
              text: <CurrencyName address={currency} />,
            }))}
            onChange={setChosen}
          />
        </p>
      )}
      {gone && <p className="notice warn">{t('portfolio.fromChain')}</p>}
      <HeldCash units={BigInt(figures.held)} currency={figures.currency} holder={holder} />
      <Worth figures={figures} holdings={isPending ? undefined : own} holder={holder} whole={!gone}>
        {!gone && <Moved portfolio={portfolio} figures={figures} />}
      </Worth>
      <div className={styles.two}>
        <Late figures={figures} />
        <ValueLedger figures={figures} />
      </div>
      {!gone && <Calendar figures={figures} now={portfolio.at} />}
      {own.length > 0 && <Holdings holdings={own} currency={figures.currency} holder={holder} />}
      {own.length === 0 && isPending && <Skeleton height={400} />}
      {own.length === 0 && isError && <Problem error={error} onRetry={() => void refetch()} />}
    </>
  )
}

/** What the acting person has lent, what it brought, what is late, when it comes back. */
export function PortfolioPage() {
  const { t } = useI18n()
  useTitle(t('portfolio.title'))
  const acting = useActing()
  const isKnown = useActingKnown()
  const address = acting?.address ?? ''
  const { data, isError, error, refetch } = useQuery({ ...portfolioQuery(address), enabled: acting !== null })
  return (
    <>
      <header className={styles.head}>
        <h1>{t('portfolio.title')}</h1>
        <div className={styles.actions}>{acting && data && <ExportCsv address={acting.address} />}</div>
      </header>
      {!acting && isKnown && <Empty title={t('portfolio.nobody.title')} body={t('portfolio.nobody.body')} />}
      {acting && data && <Book key={acting.address} portfolio={data} holder={acting.address} />}
      {acting && !data && isError && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !isError && (acting || !isKnown) && <Skeleton height={500} />}
    </>
  )
}
