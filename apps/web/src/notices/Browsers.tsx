import type { Notices, Platform, ToldBrowser } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import type { Acting } from '../account/acting.ts'
import { deleteApi, postApi } from '../api/client.ts'
import { StatusLine } from '../components/Status.tsx'
import { formatDateTime } from '../format/date.ts'
import { DeviceRow } from '../sessions/DeviceRow.tsx'
import { useReason } from '../sessions/reason.ts'
import styles from '../sessions/sessions.module.css'
import { useDeviceName } from '../sessions/useDeviceName.ts'
import { useSensitive } from '../sessions/useSensitive.ts'
import { useWords as useSessionWords } from '../sessions/words/words.ts'
import { canListen, listen, NotListening, thisBrowserQuery } from './push.ts'
import { useWords } from './words/words.ts'

function Told({
  browser,
  isThis,
  busy,
  onDrop,
}: {
  readonly browser: ToldBrowser
  readonly isThis: boolean
  readonly busy: boolean
  readonly onDrop: () => void
}) {
  const { t, locale } = useWords()
  const name = useDeviceName()(browser)
  return (
    <DeviceRow
      name={
        <StatusLine mark={browser.isFailing ? 'cross' : 'tick'} tone={browser.isFailing ? 'failed' : 'brand'}>
          <span className="strong">{name}</span>
        </StatusLine>
      }
      tag={isThis ? t('notices.browsers.this') : undefined}
      action={t('notices.browsers.drop')}
      actionLabel={t('notices.browsers.drop.of', { name })}
      busy={busy}
      onAction={onDrop}
    >
      <p className="t13 ink3">
        {t('notices.browsers.since', { time: formatDateTime(browser.since, locale) })}
      </p>
      {browser.isFailing && <p className="t14 failed">{t('notices.browsers.failing')}</p>}
    </DeviceRow>
  )
}

/** Browsers that tell the owner though no page of the site is open, and making this one of them. */
export function Browsers({
  platform,
  acting,
  push,
}: {
  readonly platform: Platform
  readonly acting: Acting
  readonly push: Notices['push']
}) {
  const { t, language } = useWords()
  const shared = useSessionWords()
  const reasonOf = useReason()
  const { data: own } = useQuery(thisBrowserQuery)
  const adding = useSensitive(platform, acting, async (publicKey: string) =>
    postApi<Notices>('/notices/browsers', { subscription: await listen(publicKey), language }),
  )
  const dropping = useSensitive(platform, acting, (subscriptionId: string) =>
    deleteApi<Notices>(`/notices/browsers/${subscriptionId}`),
  )
  const problemOf = (error: unknown) =>
    error instanceof NotListening ? t(`notices.browsers.${error.obstacle}`) : reasonOf(error)
  const error = adding.error ?? dropping.error
  const body = () => {
    if (push === null) return <p className="ink2">{t('notices.browsers.none')}</p>
    const isTold = push.browsers.some(({ subscriptionId }) => subscriptionId === own)
    return (
      <>
        {push.browsers.length > 0 && (
          <ul className={styles.devices}>
            {push.browsers.map((browser) => (
              <Told
                key={browser.subscriptionId}
                browser={browser}
                isThis={browser.subscriptionId === own}
                busy={dropping.isPending}
                onDrop={() => dropping.mutate(browser.subscriptionId)}
              />
            ))}
          </ul>
        )}
        {!isTold && !canListen() && <p className="ink2">{t('notices.browsers.unsupported')}</p>}
        <p role="status" className="t14 failed">
          {error && problemOf(error)}
        </p>
        {!isTold && canListen() && (
          <button
            type="button"
            className="button"
            disabled={adding.isPending}
            onClick={() => adding.mutate(push.publicKey)}
          >
            {adding.isPending ? shared.t('sessions.confirming') : t('notices.browsers.add')}
          </button>
        )}
      </>
    )
  }
  return (
    <div className={styles.stack}>
      <h3>{t('notices.browsers')}</h3>
      <p className="t14 ink2">{t('notices.browsers.body')}</p>
      {body()}
    </div>
  )
}
