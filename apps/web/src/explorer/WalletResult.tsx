import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { holdingsQuery, keys } from '../api/queries.ts'
import { Address } from '../components/Address.tsx'
import { Amount } from '../components/Amount.tsx'
import { DataTable } from '../components/DataTable.tsx'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { Status } from '../components/Status.tsx'
import { participantName } from '../format/names.ts'
import { shortened } from '../format/shortened.ts'
import { useI18n } from '../i18n/context.tsx'
import { LoanLink } from '../loans/LoanLink.tsx'
import { ChainProblem } from './ChainProblem.tsx'
import styles from './page.module.css'
import { useNames } from './useNames.ts'

const walletQuery = (address: `0x${string}`) => ({
  queryKey: [...keys.portfolio(address), 'wallet'],
  queryFn: async () => (await import('./readWallet.ts')).readWallet(address),
  retry: false,
})

const lines = 20

/** Notes an address holds, most of them first. */
function Holdings({ address }: { readonly address: string }) {
  const { t } = useI18n()
  const holdings = useInfiniteQuery(holdingsQuery(address, { limit: lines }))
  const items = holdings.data?.pages.flatMap((page) => page.items) ?? []
  if (holdings.isPending) return <Skeleton height={240} />
  if (holdings.isError && items.length === 0)
    return <Problem error={holdings.error} onRetry={() => void holdings.refetch()} />
  if (items.length === 0) return <Empty title={t('explorer.wallet.noNotes')} />
  return (
    <>
      <DataTable
        caption={t('explorer.wallet.notes')}
        rows={items}
        rowKey={({ loan }) => loan.number}
        columns={[
          {
            key: 'loan',
            head: t('explorer.loan.title'),
            cell: ({ loan }) => <LoanLink loan={loan} />,
          },
          {
            key: 'notes',
            head: t('explorer.series.notes'),
            numeric: true,
            cell: ({ balance, loan }) => <Amount units={balance} currency={loan.currency} />,
          },
          {
            key: 'claimed',
            head: t('explorer.series.claimed'),
            numeric: true,
            cell: ({ claimed, loan }) => <Amount units={claimed} currency={loan.currency} />,
          },
          {
            key: 'claimable',
            head: t('explorer.series.claimable'),
            numeric: true,
            cell: ({ claimable, loan }) => (
              <Amount units={claimable} currency={loan.currency} rounding="down" />
            ),
          },
          {
            key: 'status',
            head: t('explorer.wallet.status'),
            cell: ({ loan }) => <Status status={loan.status} daysPastDue={loan.daysPastDue} />,
          },
        ]}
        phone={({ loan, balance, claimable }) => ({
          first: <LoanLink loan={loan} />,
          amount: <Amount units={balance} currency={loan.currency} />,
          second: <Status status={loan.status} daysPastDue={loan.daysPastDue} />,
          when: (
            <>
              {t('explorer.series.claimable')}{' '}
              <Amount units={claimable} currency={loan.currency} rounding="down" />
            </>
          ),
        })}
      />
      {holdings.hasNextPage && (
        <p className={styles.more}>
          <button
            type="button"
            className="button quiet small"
            disabled={holdings.isFetchingNextPage}
            onClick={() => void holdings.fetchNextPage()}
          >
            {t('page.showMore')}
          </button>
        </p>
      )}
    </>
  )
}

/** An address: who is behind it, what money it has, which notes it holds. */
export function WalletResult({ address }: { readonly address: `0x${string}` }) {
  const { t } = useI18n()
  const nameOf = useNames()
  const { data, isPending, isError, error, refetch } = useQuery(walletQuery(address))
  const name = nameOf(address)
  return (
    <>
      <section className="section">
        <header className="section-head">
          <h2>
            {t(data?.isContract ? 'explorer.wallet.contract' : 'explorer.wallet.title')}{' '}
            <span className="ink3">{name}</span>
          </h2>
          <span className="t13 ink3">{t('explorer.fromChain')}</span>
        </header>
        {isPending && <Skeleton height={200} />}
        {isError && <ChainProblem error={error} onRetry={() => void refetch()} />}
        {data && (
          <dl className={`pairs ${styles.facts}`}>
            <dt>{t('explorer.wallet.address')}</dt>
            <dd>
              <Address value={address} />
            </dd>
            <dt>{t('explorer.wallet.who')}</dt>
            <dd>
              {data.participantId === 0 ? (
                t('explorer.wallet.nobody')
              ) : (
                <Link to="/participants/$id" params={{ id: data.participantId }}>
                  {participantName(data.participantId)}
                </Link>
              )}
              {data.frozen && <span className="failed"> {t('explorer.wallet.frozen')}</span>}
            </dd>
            {data.money.map(({ currency, balance, held, allowance }) => (
              <div key={currency} style={{ display: 'contents' }}>
                <dt>{t('explorer.wallet.balance')}</dt>
                <dd>
                  <Amount units={balance} currency={currency} unit />
                </dd>
                {held > 0n && (
                  <>
                    <dt>{t('explorer.wallet.held')}</dt>
                    <dd>
                      <Amount units={held} currency={currency} unit />
                    </dd>
                  </>
                )}
                {allowance > 0n && (
                  <>
                    <dt>{t('explorer.wallet.allowance')}</dt>
                    <dd>
                      {allowance >= 1n << 128n ? (
                        t('explorer.wallet.unlimited')
                      ) : (
                        <Amount units={allowance} currency={currency} unit />
                      )}
                    </dd>
                  </>
                )}
              </div>
            ))}
          </dl>
        )}
      </section>
      <section className="section">
        <header className="section-head">
          <h2>{t('explorer.wallet.notes')}</h2>
          <span className="t13 ink3">{shortened(address)}</span>
        </header>
        <Holdings address={address} />
      </section>
    </>
  )
}
