import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys, loanQuery, platformQuery } from '../api/queries.ts'
import { useServerGone } from '../api/reachability.ts'
import { Empty } from '../components/Empty.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { formatDateTime } from '../format/date.ts'
import { loanName, participantName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { ChainProblem } from './ChainProblem.tsx'
import { isUnreachable } from './chain.ts'
import { FigureTable } from './FigureTable.tsx'
import type { Recomputed } from './figures.ts'
import { Inputs } from './Inputs.tsx'
import styles from './page.module.css'
import { SeriesBooks } from './SeriesBooks.tsx'
import { Verdict } from './Verdict.tsx'

/** Rebuilds a loan in this browser; the code for it is loaded only now. */
const recomputedQuery = (number: number) => ({
  queryKey: [...keys.loan(number), 'recomputed'],
  queryFn: async (): Promise<Recomputed> => (await import('./recompute.ts')).recompute(number),
  retry: false,
  // What is rebuilt holds until the loan changes, which marks it stale.
  staleTime: Number.POSITIVE_INFINITY,
})

const wrongAtMost = 20

function Differences({ found }: { readonly found: Recomputed }) {
  const { t } = useI18n()
  if (found.differences.length === 0) return null
  return (
    <div className="notice bad" role="alert">
      <b className="strong">{t('explorer.loan.differ', { n: found.differences.length })}</b>
      <ul>
        {found.differences.slice(0, wrongAtMost).map(({ where, what, expected, found: told }) => (
          <li key={`${where} ${what} ${expected}`}>
            {where} {what}: {t('explorer.loan.difference', { expected, found: told })}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A loan's books, rebuilt from its events and held against the contracts and the site. */
export function LoanResult({ number }: { readonly number: number }) {
  const { t, locale } = useI18n()
  const gone = useServerGone()
  const { data: loan } = useQuery(loanQuery(number))
  const { data: platform } = useQuery(platformQuery)
  const { data: found, isPending, isFetching, isError, error, refetch } = useQuery(recomputedQuery(number))
  const name = loanName(number)
  const missing = isError && (error as Error).name === 'LoanUnknown'
  const kind = isFetching
    ? 'checking'
    : isError
      ? isUnreachable(error)
        ? 'unreachable'
        : 'unchecked'
      : found !== undefined && found.differences.length > 0
        ? 'differs'
        : 'equal'
  return (
    <>
      <section className="section">
        <header className="section-head">
          <h2>
            {loan ? t(`loans.purpose.${loan.purpose}`) : t('explorer.loan.title')}{' '}
            <span className="ink3">{name}</span>
          </h2>
          {!missing && <Verdict kind={kind} />}
        </header>
        {missing && (
          <Empty title={t('explorer.loan.none', { name })} body={t('explorer.search.understood')} />
        )}
        {isPending && <Skeleton height={520} />}
        {isError && !missing && <ChainProblem error={error} onRetry={() => void refetch()} />}
        {found && (
          <>
            <p className={`${styles.said} t14`}>
              <span className="ink2" role="status">
                {t('explorer.loan.said', {
                  events: found.whole.events.length,
                  checks: found.whole.checks,
                  block: Number(found.whole.block),
                  time: formatDateTime(found.whole.time, locale),
                })}
              </span>
              <span className={styles.links}>
                <button
                  type="button"
                  className="text-button"
                  disabled={isFetching}
                  onClick={() => void refetch()}
                >
                  {t('explorer.loan.again')}
                </button>
                <Link to="/loans/$number" params={{ number }}>
                  {t('explorer.loan.page')}
                </Link>
                <Link to="/participants/$id" params={{ id: found.whole.loan.borrowerId }}>
                  {participantName(found.whole.loan.borrowerId)}
                </Link>
              </span>
            </p>
            <Differences found={found} />
            <FigureTable
              found={found}
              site={gone ? undefined : loan}
              behind={platform !== undefined && platform.indexed.block !== Number(found.whole.block)}
            />
          </>
        )}
      </section>
      {found && (
        <>
          <SeriesBooks found={found} />
          <Inputs found={found} />
        </>
      )}
    </>
  )
}
