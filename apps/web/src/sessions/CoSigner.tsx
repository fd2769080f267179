import { StatusLine } from '../components/Status.tsx'
import type { Session } from './queries.ts'
import styles from './sessions.module.css'
import { useWords } from './words/words.ts'

/** Whether codes are the second confirmation of the account itself, and how they come to be. */
export function CoSigner({ session }: { readonly session: Session }) {
  const { t } = useWords()
  const { coSigner, codes } = session
  if (coSigner === null) return null
  const { isSigner, address } = coSigner
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
        <p className="t13 ink3">
          {t('sessions.coSigner.address')} <code className={styles.secret}>{address}</code>
        </p>
      </div>
    </section>
  )
}
