import { useState } from 'react'
import QrCode from '../../components/QrCode.tsx'
import { useI18n } from '../../i18n/context.tsx'
import { useWords } from '../words/words.ts'
import styles from './own.module.css'

/** Letters beyond which a code has so many dots that a phone hardly reads it from a screen. */
const readableLength = 1_200

/** A link to hand over: as a code for a camera, and to copy. */
export function Share({ link, label }: { readonly link: string; readonly label: string }) {
  const { t } = useWords()
  const i18n = useI18n()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  return (
    <div className={styles.share}>
      {link.length <= readableLength && (
        <QrCode className={styles.qr} text={link} label={t('own.share.code')} />
      )}
      <div className={styles.shareWords}>
        <p className="t14 ink2">{t(link.length <= readableLength ? 'own.share.how' : 'own.share.copy')}</p>
        <label className={styles.field}>
          <span className="t14">{label}</span>
          <textarea
            className={styles.link}
            rows={3}
            readOnly
            value={link}
            onFocus={(event) => event.target.select()}
          />
        </label>
        <button type="button" className="button quiet small" onClick={() => void copy()}>
          <span aria-live="polite">{copied ? i18n.t('page.copied') : t('own.share.do')}</span>
        </button>
      </div>
    </div>
  )
}
