import type { CodesOffer, Platform, RecoveryCodes as Told } from '@hurong/sdk/api'
import { lazy, Suspense, useState } from 'react'
import type { Acting } from '../account/acting.ts'
import { postApi } from '../api/client.ts'
import { Skeleton } from '../components/Skeleton.tsx'
import { StatusLine } from '../components/Status.tsx'
import { useFocusKept } from '../components/useFocusKept.ts'
import { CodeEntry } from './CodeEntry.tsx'
import type { Session } from './queries.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { useReason } from './reason.ts'
import styles from './sessions.module.css'
import { useSensitive } from './useSensitive.ts'
import { useWords } from './words/words.ts'

const QrCode = lazy(() => import('../components/QrCode.tsx'))

interface CodesProps {
  readonly platform: Platform
  readonly acting: Acting
  readonly session: Session
}

type Changing = 'renew' | 'replace' | 'remove'

/** The secret as an app wants it typed in: in groups that the eye can follow. */
const grouped = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ')

function Offer({
  offer,
  busy,
  problem,
  onCode,
  onCancel,
}: {
  readonly offer: CodesOffer
  readonly busy: boolean
  readonly problem: string | undefined
  readonly onCode: (code: string) => void
  readonly onCancel: () => void
}) {
  const { t } = useWords()
  return (
    <div className={styles.stack}>
      <p>{t('sessions.codes.scan')}</p>
      <Suspense fallback={<Skeleton height={224} />}>
        <QrCode className={styles.qr} text={offer.uri} label={t('sessions.codes.picture')} />
      </Suspense>
      <p className="t14 ink2">
        {t('sessions.codes.byHand')} <code className={styles.secret}>{grouped(offer.secret)}</code>
      </p>
      <CodeEntry
        label={t('sessions.codes.first')}
        action={t('sessions.codes.confirm')}
        {...{ busy, problem, onCode, onCancel }}
      />
    </div>
  )
}

/** One-time codes as a second step: turned on, renewed, moved to another phone, turned off. */
export function Codes({ platform, acting, session }: CodesProps) {
  const { t } = useWords()
  const reasonOf = useReason()
  const [offer, setOffer] = useState<CodesOffer | null>(null)
  const [told, setTold] = useState<readonly string[] | null>(null)
  const [changing, setChanging] = useState<Changing | null>(null)
  const offering = useSensitive(
    platform,
    acting,
    (code: string | undefined) => postApi<CodesOffer>('/sessions/codes', code === undefined ? {} : { code }),
    (made) => {
      setChanging(null)
      setOffer(made)
    },
  )
  const keep = ({ recoveryCodes }: Told) => {
    setOffer(null)
    setChanging(null)
    setTold(recoveryCodes)
  }
  const confirming = useSensitive(
    platform,
    acting,
    (code: string) => postApi<Told>('/sessions/codes/confirmation', { code }),
    keep,
  )
  const renewing = useSensitive(
    platform,
    acting,
    (code: string) => postApi<Told>('/sessions/codes/recovery', { code }),
    keep,
  )
  const removing = useSensitive(
    platform,
    acting,
    (code: string) => postApi('/sessions/codes/removal', { code }),
    () => setChanging(null),
  )
  const ways = { renew: renewing, replace: offering, remove: removing } as const
  const problemOf = ({ isError, error }: { isError: boolean; error: unknown }) =>
    isError ? reasonOf(error) : undefined
  const begin = (way: Changing) => {
    ways[way].reset()
    setChanging(way)
  }
  const { isOn, recoveryCodesLeft } = session.codes
  useFocusKept(told !== null || offer !== null || changing !== null)
  const body = () => {
    if (told) return <RecoveryCodes codes={told} onKept={() => setTold(null)} />
    if (offer)
      return (
        <Offer
          offer={offer}
          busy={confirming.isPending}
          problem={problemOf(confirming)}
          onCode={confirming.mutate}
          onCancel={() => {
            confirming.reset()
            setOffer(null)
          }}
        />
      )
    if (changing)
      return (
        <CodeEntry
          key={changing}
          label={t(`sessions.codes.${changing}.code`)}
          hint={t('sessions.codes.either')}
          action={t(`sessions.codes.${changing}`)}
          recovery
          busy={ways[changing].isPending}
          problem={problemOf(ways[changing])}
          onCode={(code) => ways[changing].mutate(code)}
          onCancel={() => setChanging(null)}
        />
      )
    if (isOn)
      return (
        <div className={styles.stack}>
          <StatusLine mark="tick" tone="brand">
            {t('sessions.codes.on')}
          </StatusLine>
          <p className={recoveryCodesLeft < 3 ? 'late' : 'ink2'}>
            {t('sessions.codes.left', { n: recoveryCodesLeft })}
          </p>
          <div className={styles.actions}>
            {(['renew', 'replace', 'remove'] as const).map((way) => (
              <button key={way} type="button" className="button quiet small" onClick={() => begin(way)}>
                {t(`sessions.codes.${way}`)}
              </button>
            ))}
          </div>
        </div>
      )
    return (
      <div className={styles.stack}>
        <p role="status" className="t14 failed">
          {problemOf(offering)}
        </p>
        <button
          type="button"
          className="button"
          disabled={offering.isPending}
          onClick={() => offering.mutate(undefined)}
        >
          {t(offering.isPending ? 'sessions.confirming' : 'sessions.codes.turnOn')}
        </button>
      </div>
    )
  }
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('sessions.codes')}</h2>
      </header>
      <p className={`${styles.lead} t14 ink2`}>{t('sessions.codes.body')}</p>
      {body()}
    </section>
  )
}
