import type { AccountState, SpendingState } from '@hurong/sdk/accounts'
import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys } from '../api/queries.ts'
import { useAmountText } from '../components/Amount.tsx'
import { CurrencyName } from '../components/CurrencyName.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { formatDateTime } from '../format/date.ts'
import { formatDuration } from '../format/duration.ts'
import { useI18n } from '../i18n/context.tsx'
import type { Acting } from './acting.ts'
import styles from './page.module.css'

type Own = Extract<Acting, { kind: 'passkey' }>

const accountQuery = (platform: Platform, address: string) => ({
  queryKey: [...keys.chain, 'account', address],
  queryFn: async (): Promise<AccountState> => {
    const [{ readAccount }, { connect }] = await Promise.all([
      import('@hurong/sdk/accounts'),
      import('../chain/connect.ts'),
    ])
    return readAccount(connect(platform).context, address as `0x${string}`)
  },
  retry: false,
})

function Limit({ spending }: { readonly spending: SpendingState }) {
  const { t } = useI18n()
  const written = useAmountText(spending.currency)
  const figures = (paid: bigint, limit: bigint) => ({
    used: written(paid, 'whole'),
    limit: written(limit, 'whole', true),
  })
  return (
    <>
      <dt>
        <CurrencyName address={spending.currency} />
      </dt>
      <dd>
        <p>{t('account.limits.payments', figures(spending.paid, spending.payments))}</p>
        <p className="ink2">
          {t('account.limits.newPayees', figures(spending.paidToNew, spending.newPayees))}
        </p>
      </dd>
    </>
  )
}

/** A passkey's signer holds its point behind the 20 bytes of who checks it. */
const isOwn = (signer: string, { account }: Own) => signer.includes(account.publicKey.slice(2))

function Signers({ state, acting }: { readonly state: AccountState; readonly acting: Own }) {
  const { t } = useI18n()
  const signers = state.signers?.signers
  if (!signers) return <p>{t('account.signers.this')}</p>
  return (
    <ul className={styles.list}>
      {signers.map((signer) => (
        <li key={signer}>
          {signer.length === 42
            ? t('account.signers.wallet', { address: signer })
            : t(isOwn(signer, acting) ? 'account.signers.this' : 'account.signers.passkey')}
        </li>
      ))}
    </ul>
  )
}

function Recovery({ state }: { readonly state: AccountState }) {
  const i18n = useI18n()
  const { t, locale } = i18n
  if (state.recoveryReadyAt !== undefined)
    return (
      <p className="late">
        {t('account.recovery.pending', { time: formatDateTime(state.recoveryReadyAt, locale) })}
      </p>
    )
  return (
    <p>
      {state.trustees.length === 0
        ? t('account.recovery.none')
        : t('account.recovery.some', {
            n: state.trustees.length,
            needed: state.trusteesNeeded,
            span: formatDuration(state.recoveryDelay, i18n),
          })}
    </p>
  )
}

function Rules({ state, acting }: { readonly state: AccountState; readonly acting: Own }) {
  const i18n = useI18n()
  const { t } = i18n
  return (
    <dl className="pairs">
      <dt>{t('account.address')}</dt>
      <dd>
        <code className={styles.address}>{state.address}</code>
      </dd>
      <dt>{t('account.made')}</dt>
      <dd>{t(state.isMade ? 'account.made.yes' : 'account.made.no')}</dd>
      <dt>{t('account.signers')}</dt>
      <dd>
        <Signers state={state} acting={acting} />
      </dd>
      <dt>{t('account.recovery')}</dt>
      <dd>
        <Recovery state={state} />
      </dd>
    </dl>
  )
}

/** What one's own account is, read from the chain: who confirms, what one confirmation may do, what if all is lost. */
export function OwnAccount({ platform, acting }: { readonly platform: Platform; readonly acting: Own }) {
  const i18n = useI18n()
  const { t } = i18n
  const { data, isError, error, refetch } = useQuery(accountQuery(platform, acting.address))
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={360} />
  return (
    <>
      {!data.isMade && (
        <section className={styles.ready}>
          <p className="strong">{t('account.ready.title')}</p>
          <p className="ink2">{t('account.ready.body')}</p>
          <Link to="/market" className="button small">
            {t('account.ready.market')}
          </Link>
        </section>
      )}
      <Rules state={data} acting={acting} />
      <section className="section">
        <header className="section-head">
          <h2>{t('account.limits')}</h2>
        </header>
        <p className="t14 ink2">{t('account.limits.body', { span: formatDuration(data.delay, i18n) })}</p>
        <dl className="pairs">
          {data.spending.map((one) => (
            <Limit key={one.currency} spending={one} />
          ))}
        </dl>
      </section>
      <p className={styles.nobody}>
        <Link to="/account/security">{t('sessions.title')}</Link>
      </p>
      <p className={`${styles.nobody} t14 ink2`}>{t('account.nobody.can')}</p>
    </>
  )
}
