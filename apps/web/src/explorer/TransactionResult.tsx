import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys } from '../api/queries.ts'
import { sentenceFor } from '../chain/reason.ts'
import { Address } from '../components/Address.tsx'
import { Amount } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Empty } from '../components/Empty.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { StatusLine } from '../components/Status.tsx'
import { EventList } from '../events/EventLine.tsx'
import { participantName } from '../format/names.ts'
import { formatNumber } from '../format/number.ts'
import { shortened } from '../format/shortened.ts'
import { useI18n } from '../i18n/context.tsx'
import { ChainProblem } from './ChainProblem.tsx'
import styles from './page.module.css'
import type { People } from './people.ts'
import type { TransactionTold } from './readTransaction.ts'
import { useNames } from './useNames.ts'

const transactionQuery = (hash: `0x${string}`) => ({
  queryKey: [...keys.chain, 'transaction', hash],
  queryFn: async () => (await import('./readTransaction.ts')).readTransaction(hash),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

function Who({ address, people }: { readonly address: string; readonly people: People }) {
  const nameOf = useNames()
  const participantId = people.get(address)
  return (
    <Link to="/explorer" search={{ q: address }} title={address}>
      {participantId === undefined ? nameOf(address) : participantName(participantId)}
    </Link>
  )
}

function Told({ told }: { readonly told: TransactionTold }) {
  const i18n = useI18n()
  const { t } = i18n
  const nameOf = useNames()
  return (
    <>
      <dl className={`pairs ${styles.facts}`}>
        <dt>{t('explorer.transaction.outcome')}</dt>
        <dd>
          {told.failure ? (
            <StatusLine mark="cross" tone="failed">
              {t('explorer.transaction.failed')}
            </StatusLine>
          ) : (
            <StatusLine mark="tick" tone="brand">
              {t('explorer.transaction.done')}
            </StatusLine>
          )}
        </dd>
        <dt>{t('explorer.transaction.when')}</dt>
        <dd>
          <DateTime at={told.at} style="dateTime" />
        </dd>
        <dt>{t('explorer.transaction.block')}</dt>
        <dd>{formatNumber(told.block, i18n.locale)}</dd>
        <dt>{t('explorer.transaction.from')}</dt>
        <dd>
          <Who address={told.from.toLowerCase()} people={told.people} />
        </dd>
        <dt>{t('explorer.transaction.call')}</dt>
        <dd>
          {told.to ? (
            <Who address={told.to.toLowerCase()} people={told.people} />
          ) : (
            t('explorer.transaction.creates')
          )}
          {told.call && <code className={`${styles.code} ink3`}>{told.call}</code>}
        </dd>
        <dt>{t('explorer.transaction.hash')}</dt>
        <dd>
          <Address value={told.hash} />
        </dd>
      </dl>
      {told.failure && (
        <p className={`notice bad ${styles.more}`}>
          {t('tx.failed', { reason: sentenceFor(told.failure, i18n) })}
        </p>
      )}
      {told.cash.length > 0 && (
        <>
          <h3 className={styles.more}>{t('explorer.transaction.cash')}</h3>
          <ul className={`${styles.cash} ${styles.facts}`}>
            {told.cash.map(({ from, to, amount, currency }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the moves of a transaction never change places.
              <li key={at}>
                <span>
                  <Who address={from} people={told.people} /> → <Who address={to} people={told.people} />
                </span>
                <Amount units={amount} currency={currency} style="exact" unit />
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className={styles.more}>{t('explorer.transaction.events', { n: told.events.length })}</h3>
      {told.events.length === 0 ? (
        <Empty title={t('explorer.transaction.noEvents')} />
      ) : (
        <EventList events={told.events} now={told.at} withLoan nameOf={nameOf} />
      )}
    </>
  )
}

/** What one transaction did, in words, read from the chain itself. */
export function TransactionResult({ hash }: { readonly hash: `0x${string}` }) {
  const { t } = useI18n()
  const { data, isPending, isError, error, refetch } = useQuery(transactionQuery(hash))
  return (
    <section className="section">
      <header className="section-head">
        <h2>
          {t('explorer.transaction.title')} <span className="ink3">{shortened(hash)}</span>
        </h2>
        <span className="t13 ink3">{t('explorer.fromChain')}</span>
      </header>
      {isPending && <Skeleton height={360} />}
      {isError && <ChainProblem error={error} onRetry={() => void refetch()} />}
      {data === null && (
        <Empty title={t('explorer.transaction.none')} body={t('explorer.transaction.noneBody')} />
      )}
      {data && <Told told={data} />}
    </section>
  )
}
