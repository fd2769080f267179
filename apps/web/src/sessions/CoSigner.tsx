import { Link } from '@tanstack/react-router'
import type { Acting } from '../account/acting.ts'
import { StatusLine } from '../components/Status.tsx'
import type { Session } from './queries.ts'
import styles from './sessions.module.css'
import { useWords } from './words/words.ts'

/** Whether codes are the second confirmation of the account itself, and the way to where they become it. */
export function CoSigner({ acting, session }: { readonly acting: Acting; readonly session: Session }) {
  const { t } = useWords()
  const { coSigner, codes } = session
  if (coSigner === null || acting.kind !== 'passkey') return null
  const { isSigner } = coSigner
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('sessions.coSigner')}</h2>
      </header>
      <div className={styles.stack}>
        <p className="t14 ink2">{t('sessions.coSigner.body')}</p>
        {isSigner ? (
          <StatusLine mark="tick" tone="brand">
            {t(codes.isOn ? 'sessions.coSigner.on' : 'sessions.coSigner.early')}
          </StatusLine>
        ) : (
          <StatusLine mark="ring" tone="ink2">
            {t('sessions.coSigner.off')}
          </StatusLine>
        )}
        {!isSigner && <p>{t(codes.isOn ? 'sessions.coSigner.how' : 'sessions.coSigner.codesFirst')}</p>}
        {(isSigner || codes.isOn) && (
          <Link to="/account" hash={isSigner ? 'passkeys' : 'code'} className="button quiet small">
            {t(isSigner ? 'sessions.coSigner.remove' : 'sessions.coSigner.add')}
          </Link>
        )}
      </div>
    </section>
  )
}
