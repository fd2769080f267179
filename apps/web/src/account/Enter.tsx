import type { Platform } from '@hurong/sdk/api'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { StatusLine } from '../components/Status.tsx'
import { choosePasskey } from './acting.ts'
import styles from './page.module.css'
import { canHavePasskeys } from './passkey/ceremony.ts'
import type { Found } from './passkey/enter.ts'
import { useEnterWords } from './words/enterWords.ts'

type Way = 'signUp' | 'signIn'
type Outcome =
  | { readonly key: 'declined' | 'unsupported' | 'in.none' | 'in.removed' | 'in.coming' }
  | { readonly failed: string }

const outcomeOf = (error: unknown): Outcome => {
  const { name, message } = error as Error
  if (name === 'PasskeyDeclined') return { key: 'declined' }
  if (name === 'PasskeyUnsupported') return { key: 'unsupported' }
  return { failed: (error as { problem?: { detail?: string } }).problem?.detail ?? message }
}

/** Where passkeys work on this machine, though not at this address. */
const localAddress = () => `http://localhost:${location.port}${location.pathname}`

function NotHere() {
  const { t } = useEnterWords()
  return (
    <div className={styles.narrow}>
      <p>{t('account.unsupported')}</p>
      {/^[\d.]+$/.test(location.hostname) && (
        <a className="button" href={localAddress()}>
          {t('account.localhost', { address: `localhost:${location.port}` })}
        </a>
      )}
    </div>
  )
}

/** Signing up, or in with a passkey there is: one ceremony each. */
export function Enter({ platform }: { readonly platform: Platform }) {
  const { t } = useEnterWords()
  const navigate = useNavigate()
  const [name, setName] = useState(t('account.new.name.default'))
  const [busy, setBusy] = useState<Way | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const enter = async (way: Way) => {
    setBusy(way)
    setOutcome(null)
    try {
      const ways = await import('./passkey/enter.ts')
      const found: Found = await ways[way](platform, name.trim())
      if (found.account === null) return setOutcome({ key: `in.${found.why}` })
      choosePasskey(found.account.address)
      await navigate({ to: '/account' })
    } catch (error) {
      setOutcome(outcomeOf(error))
    } finally {
      setBusy(null)
    }
  }
  if (!canHavePasskeys()) return <NotHere />
  return (
    <div className={styles.ways}>
      <form
        className={styles.narrow}
        onSubmit={(event) => {
          event.preventDefault()
          void enter('signUp')
        }}
      >
        <p className="ink2">{t('account.new.lead')}</p>
        <label className={styles.field}>
          <span>{t('account.new.name')}</span>
          <input
            className={styles.input}
            value={name}
            maxLength={40}
            autoComplete="off"
            required
            onChange={(event) => setName(event.target.value)}
          />
          <span className="t13 ink3">{t('account.new.name.hint')}</span>
        </label>
        <button type="submit" className="button" disabled={busy !== null || name.trim() === ''}>
          {t(busy === 'signUp' ? 'account.new.doing' : 'account.new.go')}
        </button>
        {platform.local && <p className="t13 ink3">{t('account.new.terms')}</p>}
      </form>
      <section className={styles.narrow}>
        <h2>{t('account.in.title')}</h2>
        <p className="ink2">{t('account.in.body')}</p>
        <button
          type="button"
          className="button quiet"
          disabled={busy !== null}
          onClick={() => void enter('signIn')}
        >
          {t('account.in.go')}
        </button>
      </section>
      <p className="t14">
        <Link to="/account/recover">{t('account.in.lost')}</Link>
      </p>
      <div role="status" aria-live="polite" className="t14">
        {outcome && (
          <StatusLine mark="cross" tone="failed">
            {'key' in outcome ? t(`account.${outcome.key}`) : t('account.failed', { reason: outcome.failed })}
          </StatusLine>
        )}
      </div>
    </div>
  )
}
