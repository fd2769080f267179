import type { Notices, Platform } from '@hurong/sdk/api'
import { type FormEvent, useId, useState } from 'react'
import type { Acting } from '../account/acting.ts'
import { deleteApi, postApi, putApi } from '../api/client.ts'
import { StatusLine } from '../components/Status.tsx'
import { formatDateTime } from '../format/date.ts'
import { CodeEntry } from '../sessions/CodeEntry.tsx'
import { useReason } from '../sessions/reason.ts'
import styles from '../sessions/sessions.module.css'
import { useSensitive } from '../sessions/useSensitive.ts'
import { useWords as useSessionWords } from '../sessions/words/words.ts'
import { useWords } from './words/words.ts'

interface EmailProps {
  readonly platform: Platform
  readonly acting: Acting
  readonly email: Notices['email']
  readonly emailBy: Notices['emailBy']
}

const isWhole = (address: string) => /^\S+@\S+\.\S+$/.test(address)

function AddressEntry({
  busy,
  problem,
  onAddress,
  onCancel,
}: {
  readonly busy: boolean
  readonly problem: string | undefined
  readonly onAddress: (address: string) => void
  readonly onCancel: (() => void) | undefined
}) {
  const { t } = useWords()
  const shared = useSessionWords()
  const [address, setAddress] = useState('')
  const [tried, setTried] = useState(false)
  const id = useId()
  const wrong = tried && !isWhole(address) ? t('notices.email.wrong') : problem
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isWhole(address) && !busy) onAddress(address)
  }
  return (
    <form className={styles.stack} onSubmit={submit} noValidate>
      <div className={styles.code}>
        <label htmlFor={id} className="strong">
          {t('notices.email.label')}
        </label>
        <input
          id={id}
          type="email"
          className={styles.textInput}
          value={address}
          autoComplete="email"
          maxLength={254}
          aria-invalid={wrong !== undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setAddress(event.target.value.trim())}
        />
        <p id={`${id}-hint`} className="t13 ink3" role="status" aria-live="polite">
          {wrong === undefined ? t('notices.email.hint') : <span className="failed">{wrong}</span>}
        </p>
      </div>
      <div className={styles.actions}>
        <button type="submit" className="button" disabled={busy}>
          {busy ? shared.t('sessions.confirming') : t('notices.email.send')}
        </button>
        {onCancel && (
          <button type="button" className="button quiet" onClick={onCancel}>
            {shared.t('sessions.cancel')}
          </button>
        )}
      </div>
    </form>
  )
}

/** Where the owner is told by e-mail: given, shown to be theirs by a code, changed, taken away. */
export function Email({ platform, acting, email, emailBy }: EmailProps) {
  const { t, language, locale } = useWords()
  const reasonOf = useReason()
  const [changing, setChanging] = useState(false)
  const [until, setUntil] = useState<number | null>(null)
  const sending = useSensitive(
    platform,
    acting,
    (address: string) => putApi<{ until: number }>('/notices/email', { email: address, language: language }),
    (sent) => setUntil(sent.until),
  )
  const confirming = useSensitive(
    platform,
    acting,
    (code: string) => postApi<Notices>('/notices/email/confirmation', { code }),
    () => {
      setUntil(null)
      setChanging(false)
    },
  )
  const dropping = useSensitive(platform, acting, () => deleteApi<Notices>('/notices/email'))
  const problemOf = ({ isError, error }: { isError: boolean; error: unknown }) =>
    isError ? reasonOf(error) : undefined
  const again = () => {
    confirming.reset()
    sending.reset()
    setUntil(null)
  }
  const body = () => {
    if (emailBy === null) return <p className="ink2">{t('notices.email.none')}</p>
    if (until !== null)
      return (
        <CodeEntry
          label={t('notices.email.code')}
          hint={t('notices.email.code.hint', { time: formatDateTime(until, locale) })}
          action={t('notices.email.confirm')}
          busy={confirming.isPending}
          problem={problemOf(confirming)}
          onCode={(code) => confirming.mutate(code)}
          onCancel={again}
        />
      )
    if (email === null || changing)
      return (
        <>
          {email === null && <p>{t('notices.email.off')}</p>}
          <AddressEntry
            busy={sending.isPending}
            problem={problemOf(sending)}
            onAddress={(address) => sending.mutate(address)}
            onCancel={email === null ? undefined : () => setChanging(false)}
          />
        </>
      )
    return (
      <>
        <StatusLine mark={email.isFailing ? 'cross' : 'tick'} tone={email.isFailing ? 'failed' : 'brand'}>
          {t('notices.email.on', { hint: email.hint })}
        </StatusLine>
        {email.isFailing && <p className="failed">{t('notices.email.failing')}</p>}
        <p role="status" className="t14 failed">
          {problemOf(dropping)}
        </p>
        <div className={styles.actions}>
          <button type="button" className="button quiet small" onClick={() => setChanging(true)}>
            {t('notices.email.change')}
          </button>
          <button
            type="button"
            className="button quiet small"
            disabled={dropping.isPending}
            onClick={() => dropping.mutate(undefined)}
          >
            {t('notices.email.drop')}
          </button>
        </div>
      </>
    )
  }
  return (
    <div className={styles.stack}>
      <h3>{t('notices.email')}</h3>
      {emailBy === 'folder' && <p className="t14 ink2">{t('notices.email.folder')}</p>}
      {body()}
    </div>
  )
}
