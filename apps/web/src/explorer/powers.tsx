import type { PendingAct, Power, PowerFunction, Powers } from '@hurong/sdk/powers'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys, platformQuery } from '../api/queries.ts'
import { Skeleton } from '../components/Skeleton.tsx'
import { formatDateTime } from '../format/date.ts'
import { formatDuration } from '../format/duration.ts'
import { formatRate } from '../format/rate.ts'
import { type MessageKey, useI18n } from '../i18n/context.tsx'
import { Emergency } from '../powers/Emergency.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { ChainProblem } from './ChainProblem.tsx'
import { openChain } from './chain.ts'
import styles from './page.module.css'
import list from './powers.module.css'
import { useNames } from './useNames.ts'
import { Verdict } from './Verdict.tsx'

function useRoleName() {
  const { t } = useI18n()
  return ({ role, name }: Pick<Power, 'role' | 'name'>) =>
    name ? t(`powers.role.${name}`) : t('powers.role.other', { n: String(role) })
}

/** What calling a function does, in words, with its bare name. */
function DeedText({ contract, name }: { readonly contract: string; readonly name: string }) {
  const { message, t } = useI18n()
  const key = `powers.do.${name}` as MessageKey
  return (
    <>
      {message(key) === undefined ? t('powers.do.other') : message(key)}
      <code className={list.code}>
        {contract}.{name}
      </code>
    </>
  )
}

function Delay({ seconds }: { readonly seconds: number }) {
  const i18n = useI18n()
  return (
    <b className="strong">
      {seconds === 0
        ? i18n.t('powers.delay.none')
        : i18n.t('powers.delay', { span: formatDuration(seconds, i18n) })}
    </b>
  )
}

/** Which other roles the same address has: one key may then do all of it. */
function Besides({
  account,
  power,
  all,
}: {
  readonly account: string
  readonly power: Power
  readonly all: readonly Power[]
}) {
  const { t, locale } = useI18n()
  const roleName = useRoleName()
  const others = all
    .filter(({ role, holders }) => role !== power.role && holders.some((one) => one.account === account))
    .map(roleName)
  if (others.length === 0) return null
  return (
    <span className="late">{t('powers.besides', { roles: new Intl.ListFormat(locale).format(others) })}</span>
  )
}

function Role({
  power,
  admin,
  all,
  now,
}: {
  readonly power: Power
  readonly admin: Power | undefined
  /** Every power, to say who holds several. */
  readonly all: readonly Power[]
  readonly now: number
}) {
  const { t, locale, message } = useI18n()
  const nameOf = useNames()
  const roleName = useRoleName()
  const key = power.name
  const extra = message(`powers.also.${key}` as MessageKey)
  return (
    <article className={list.power}>
      <div>
        <h3>{roleName(power)}</h3>
        {key && <p className="t14 ink2">{t(`powers.about.${key}`)}</p>}
      </div>
      <div className="t14">
        <p className={`${list.label} t13 ink3`}>{t('powers.holders')}</p>
        {power.holders.length === 0 && <p>{t('powers.nobody')}</p>}
        <ul>
          {power.holders.map(({ account, delay, since, signers }) => (
            <li key={account} className={list.holder}>
              <Link to="/explorer" search={{ q: account }} title={account}>
                {nameOf(account)}
              </Link>
              <Delay seconds={delay} />
              {signers && (
                <span>
                  {t('powers.holder.signers', {
                    n: signers.signers.length,
                    needed: signers.secondThreshold,
                  })}
                </span>
              )}
              <Besides account={account} power={power} all={all} />
              {since > now && <span>{t('powers.since', { time: formatDateTime(since, locale) })}</span>}
            </li>
          ))}
        </ul>
        <p className={`${list.label} t13 ink3`}>{t('powers.can')}</p>
        <ul>
          {power.functions.map((one) => (
            <li key={`${one.contract} ${one.name}`}>
              <DeedText {...one} />
            </li>
          ))}
          {extra !== undefined && <li>{extra}</li>}
          {power.functions.length === 0 && extra === undefined && (
            <li>{t(key === 'underwriter' ? 'powers.offChain' : 'powers.nothing')}</li>
          )}
        </ul>
        {key && (
          <>
            <p className={`${list.label} t13 ink3`}>{t('powers.cannot')}</p>
            <p>{t(`powers.cannot.${key}`)}</p>
          </>
        )}
        <p className={`${list.label} ink2`}>
          {t('powers.given', { admin: roleName(admin ?? { role: power.admin, name: undefined }) })}
        </p>
      </div>
    </article>
  )
}

/** What was announced and binds nobody yet, so that whoever it concerns can leave in time. */
function Pending({ acts }: { readonly acts: readonly PendingAct[] }) {
  const { t, locale } = useI18n()
  const nameOf = useNames()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('powers.pending')}</h2>
        <span className="t13 ink3">{t('explorer.fromChain')}</span>
      </header>
      {acts.length === 0 && <p className="t14 ink2">{t('powers.pending.none')}</p>}
      <ul className={`${list.acts} t14`}>
        {acts.map(({ operationId, nonce, caller, target, name, readyAt, expiresAt }) => (
          <li key={`${operationId} ${nonce}`}>
            <DeedText contract={target} name={name} />
            <p>
              {t('powers.pending.from', {
                time: formatDateTime(readyAt, locale),
                expiry: formatDateTime(expiresAt, locale),
              })}
            </p>
            <p className="ink2">
              <Link to="/explorer" search={{ q: caller }} title={caller}>
                {t('powers.pending.by', { caller: nameOf(caller) })}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Powers that are nobody's any more. */
function GivenUp({ functions }: { readonly functions: readonly PowerFunction[] }) {
  const { t } = useI18n()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('powers.givenUp')}</h2>
        <span className="t13 ink3">{t('explorer.fromChain')}</span>
      </header>
      {functions.length === 0 && <p className="t14 ink2">{t('powers.givenUp.none')}</p>}
      <ul className={`${list.acts} t14`}>
        {functions.map((one) => (
          <li key={`${one.contract} ${one.name}`}>
            <DeedText {...one} />
            <p className="ink2">{t('powers.givenUp.one')}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

const nobodyCan = ['move', 'redirect', 'block', 'change', 'erase', 'upgrade'] as const

function Now({ powers }: { readonly powers: Powers }) {
  const i18n = useI18n()
  const { t, locale } = i18n
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('powers.now')}</h2>
      </header>
      <dl className={`pairs ${styles.facts}`}>
        <dt>{t('powers.fee.notice')}</dt>
        <dd>{formatDuration(powers.feeNotice, i18n)}</dd>
        <dt>{t('powers.fee.greatest')}</dt>
        <dd>{formatRate(powers.greatestFee, locale)}</dd>
        <dt>{t('powers.paused')}</dt>
        <dd>
          {powers.paused.length === 0 ? (
            t('words.none')
          ) : (
            <span className="late">{t('powers.paused.some', { n: powers.paused.length })}</span>
          )}
        </dd>
        <dt>{t('powers.closed')}</dt>
        <dd>
          {powers.closed.length === 0 ? (
            t('words.none')
          ) : (
            <span className="late">
              {powers.closed.map((name) => t(`explorer.contract.${name}`)).join(', ')}
            </span>
          )}
        </dd>
      </dl>
    </section>
  )
}

/** Every power there is: who has it, what it can do, how long before it must be announced, what it cannot do. */
export function PowersPage() {
  const { t } = useI18n()
  useTitle(t('shell.foot.powers'))
  const { data: platform } = useQuery(platformQuery)
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: [...keys.chain, 'powers'],
    queryFn: async () => {
      const [{ readPowers }, { context }] = await Promise.all([import('@hurong/sdk/powers'), openChain()])
      return readPowers(context)
    },
    enabled: platform !== undefined,
    retry: false,
  })
  return (
    <>
      <div className={styles.head}>
        <div>
          <nav className="t13" aria-label={t('loan.crumb.label')}>
            <Link to="/explorer">{t('shell.nav.explorer')}</Link>
          </nav>
          <h1>{t('powers.title')}</h1>
          <p className={`${styles.lead} t14 ink2`}>{t('powers.lead')}</p>
        </div>
        <p className="t14">
          {data && !isError && <Verdict kind="equal">{t('powers.read', { block: data.block })}</Verdict>}
          {isError && <Verdict kind="unreachable" />}
        </p>
      </div>
      {data && <Emergency powers={data} />}
      <section className="section">
        <header className="section-head">
          <h2>{t('powers.nobodyCan')}</h2>
        </header>
        <div className={list.cannot}>
          {nobodyCan.map((one) => (
            <div key={one}>
              <p className="strong">{t(`powers.nobodyCan.${one}`)}</p>
              <p className="ink2">{t(`powers.nobodyCan.${one}.why`)}</p>
            </div>
          ))}
        </div>
      </section>
      <section className="section">
        <header className="section-head">
          <h2>{t('powers.roles')}</h2>
          <span className="t13 ink3">{t('explorer.fromChain')}</span>
        </header>
        {isPending && <Skeleton height={600} />}
        {isError && !data && <ChainProblem error={error} onRetry={() => void refetch()} />}
        {data?.powers.map((power) => (
          <Role
            key={String(power.role)}
            power={power}
            now={data.time}
            all={data.powers}
            admin={data.powers.find(({ role }) => role === power.admin)}
          />
        ))}
      </section>
      {data && <Pending acts={data.pending} />}
      {data && <GivenUp functions={data.givenUp} />}
      {data && <Now powers={data} />}
    </>
  )
}
