import type { SignedInDevice } from '@hurong/sdk/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { deleteApi } from '../api/client.ts'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useFocusKept } from '../components/useFocusKept.ts'
import { formatDateTime } from '../format/date.ts'
import { DeviceRow } from './DeviceRow.tsx'
import { devicesQuery, readSessionAgain } from './queries.ts'
import { useReason } from './reason.ts'
import styles from './sessions.module.css'
import { useDeviceName } from './useDeviceName.ts'
import { useWords } from './words/words.ts'

/** Ends a session, or all of them; what was shown of them is read again. */
const useSignOut = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (path: string) => deleteApi(path),
    onSettled: () => readSessionAgain(client),
  })
}

function Device({
  device,
  onSignOut,
  busy,
}: {
  readonly device: SignedInDevice
  readonly onSignOut: () => void
  readonly busy: boolean
}) {
  const { t, locale } = useWords()
  const { isThis } = device
  const name = useDeviceName()(device)
  return (
    <DeviceRow
      name={<span className="strong">{name}</span>}
      tag={isThis ? t('sessions.device.this') : undefined}
      action={t('sessions.device.out')}
      actionLabel={t('sessions.device.out.of', { name })}
      busy={busy}
      onAction={onSignOut}
    >
      <p className="t13 ink3">
        {t('sessions.device.made', { time: formatDateTime(device.madeAt, locale) })}
        {!isThis && (
          <>
            <br />
            {t('sessions.device.seen', { time: formatDateTime(device.seenAt, locale) })}
          </>
        )}
      </p>
    </DeviceRow>
  )
}

/** Where one is signed in, and signing out of there. */
export function Devices() {
  const { t } = useWords()
  const reasonOf = useReason()
  const { data: devices, isError, error, refetch } = useQuery(devicesQuery)
  const signOut = useSignOut()
  useFocusKept(signOut.isPending)
  if (isError && !devices) return <Problem error={error} onRetry={() => void refetch()} />
  if (!devices) return <Skeleton height={120} />
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('sessions.devices')}</h2>
      </header>
      <p className="t14 ink2">{t('sessions.devices.body')}</p>
      <ul className={styles.devices}>
        {devices.map((device) => (
          <Device
            key={device.id}
            device={device}
            busy={signOut.isPending}
            onSignOut={() => signOut.mutate(`/sessions/${device.id}`)}
          />
        ))}
      </ul>
      <div className={`${styles.stack} ${styles.below}`}>
        <p role="status" className="t14 failed">
          {signOut.isError && reasonOf(signOut.error)}
        </p>
        <button
          type="button"
          className="button quiet"
          disabled={signOut.isPending}
          onClick={() => signOut.mutate('/sessions')}
        >
          {t('sessions.out.everywhere')}
        </button>
      </div>
    </section>
  )
}
