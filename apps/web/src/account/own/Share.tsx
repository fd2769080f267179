import { useState } from 'react'
import { encode } from 'uqr'
import { useI18n } from '../../i18n/context.tsx'
import { useWords } from '../words/words.ts'
import styles from './own.module.css'

/** Letters beyond which a code has so many dots that a phone hardly reads it from a screen. */
const readableLength = 1_200

/** A link as a code that another device's camera reads. */
function Qr({ text }: { readonly text: string }) {
  const { t } = useWords()
  const { data, size } = encode(text, { border: 2 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t('own.share.code')}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

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
      {link.length <= readableLength && <Qr text={link} />}
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
