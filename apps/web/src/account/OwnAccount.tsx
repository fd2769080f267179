import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { balanceQuery } from '../chain/chainQuery.ts'
import { Amount } from '../components/Amount.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useWords as useSessionWords } from '../sessions/words/words.ts'
import { chooseNobody } from './acting.ts'
import { Alarm } from './own/Alarm.tsx'
import { Announced } from './own/Announced.tsx'
import { Calls } from './own/Calls.tsx'
import { Checklist } from './own/Checklist.tsx'
import { Limits } from './own/Limits.tsx'
import parts from './own/own.module.css'
import { Passkeys } from './own/Passkeys.tsx'
import { RecoverySection } from './own/RecoverySection.tsx'
import { Send } from './own/Send.tsx'
import { firstOf } from './own/seconds.ts'
import { type Own, type OwnActing, pointIn, useOwn } from './own/useOwn.ts'
import styles from './page.module.css'
import { forgetPasskey } from './passkey/stored.ts'
import { useWords } from './words/words.ts'

/** An account that is ready and waits for the first thing to be done with it. */
function Ready() {
  const { t } = useWords()
  return (
    <section className={styles.ready}>
      <p className="strong">{t('account.ready.title')}</p>
      <p className="ink2">{t('account.ready.body')}</p>
      <Link to="/market" className="button small">
        {t('account.ready.market')}
      </Link>
    </section>
  )
}

/** No passkey of this browser is one of the account's any more: it shows what everybody may see, and changes nothing. */
function Removed({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { announced, recovery } = own.history
  const isComing = own.here.some(
    ({ publicKey }) =>
      announced.some(({ executionData }) => executionData.toLowerCase().includes(publicKey.slice(2))) ||
      recovery?.next.signers.some((signer) => pointIn(signer) === publicKey),
  )
  const leave = () => {
    for (const passkey of own.here) forgetPasskey(passkey)
    chooseNobody()
    void navigate({ to: '/account' })
  }
  return (
    <section className={parts.alarm} role="alert">
      <p className="strong">{t(isComing ? 'own.coming.title' : 'own.removed.title')}</p>
      <p>{t(isComing ? 'own.coming.body' : 'own.removed.body')}</p>
      {!isComing && (
        <button type="button" className="button quiet" onClick={leave}>
          {t('own.removed.do')}
        </button>
      )}
    </section>
  )
}

interface BalanceProps {
  readonly own: Own
  readonly currency: string
  readonly first: boolean
}

/** What the account has of a currency; of the second and further ones only where there is any. */
function Balance({ own, currency, first }: BalanceProps) {
  const { t } = useWords()
  const { data: balance } = useQuery(balanceQuery(currency, own.address))
  if (!first && !balance) return null
  return (
    <>
      <dt>{t('account.balance')}</dt>
      <dd className="strong">
        {balance === undefined ? '—' : <Amount units={balance} currency={currency} rounding="down" unit />}
      </dd>
    </>
  )
}

function Where({ own }: { readonly own: Own }) {
  const { t } = useWords()
  return (
    <dl className="pairs">
      {own.state.spending.map(({ currency }, at) => (
        <Balance key={currency} own={own} currency={currency} first={at === 0} />
      ))}
      <dt>{t('account.address')}</dt>
      <dd>
        <code className={styles.address}>{own.address}</code>
      </dd>
      <dt>{t('account.made')}</dt>
      <dd>{t(own.state.isMade ? 'account.made.yes' : 'account.made.no')}</dd>
    </dl>
  )
}

/** What one's own account is, read from the chain, and the ways to change it. */
export default function OwnAccount({
  platform,
  acting,
}: {
  readonly platform: Platform
  readonly acting: OwnActing
}) {
  const { t } = useWords()
  const sessions = useSessionWords()
  const read = useOwn(platform, acting)
  const part = useLocation({ select: ({ hash }) => hash })
  const isRead = read.own !== null
  // The account is read from the chain first: the browser looked for this part before it was there.
  useEffect(() => {
    if (isRead && part) document.getElementById(part)?.scrollIntoView({ block: 'start' })
  }, [isRead, part])
  if (read.own === null)
    return read.error ? <Problem error={read.error} onRetry={read.retry} /> : <Skeleton height={360} />
  const { own } = read
  return (
    <>
      {firstOf(own) === undefined && <Removed own={own} />}
      <Alarm own={own} />
      {own.unread && (
        <p className="notice warn" role="status">
          {t('own.unread')}
        </p>
      )}
      {!own.state.isMade && <Ready />}
      <Checklist own={own} />
      <Where own={own} />
      <Passkeys own={own} />
      <Announced own={own} />
      <Send own={own} />
      <Limits own={own} />
      <RecoverySection own={own} />
      <Calls own={own} />
      <p className={styles.nobody}>
        <Link to="/account/security">{sessions.t('sessions.title')}</Link>
      </p>
      <p className={`${styles.nobody} t14 ink2`}>{t('account.nobody.can')}</p>
    </>
  )
}
