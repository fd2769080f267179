import type { AnnouncedCalls } from '@hurong/sdk/accounts'
import { useState } from 'react'
import { useChainTime } from '../../api/useCurrency.ts'
import { formatDateTime } from '../../format/date.ts'
import { useI18n } from '../../i18n/context.tsx'
import { useWords } from '../words/words.ts'
import { Bring } from './Bring.tsx'
import { Change } from './Change.tsx'
import { Deed } from './Deed.tsx'
import styles from './own.module.css'
import type { Own } from './useOwn.ts'

function One({ own, announced }: { readonly own: Own; readonly announced: AnnouncedCalls }) {
  const { t } = useWords()
  const { locale } = useI18n()
  const now = useChainTime()
  const [back, setBack] = useState(false)
  const { id, readyAt, expiresAt } = announced
  const time = (at: number) => formatDateTime(at, locale)
  const stage = now < readyAt ? 'waits' : now < expiresAt ? 'ready' : 'lapsed'
  return (
    <li className={styles.row}>
      <div data-announced={stage}>
        <Deed own={own} announced={announced} />
        <p className="t13 ink3">
          {t(`own.announced.${stage}`, { time: time(readyAt), until: time(expiresAt) })}
        </p>
      </div>
      {stage !== 'lapsed' && (
        <button type="button" className="text-button t14" aria-expanded={back} onClick={() => setBack(!back)}>
          {t('own.announced.back')}
        </button>
      )}
      {back && (
        <Change
          own={own}
          needs="one"
          className="button quiet"
          label={t('own.announced.back.do')}
          calls={(sdk) => [sdk.cancelCall(own.address, id)]}
        />
      )}
      {stage === 'ready' && !back && (
        <Bring
          label={t('own.announced.do')}
          step={async ({ context }) => {
            const { executeScheduled } = await import('@hurong/sdk/accounts')
            return executeScheduled(context, own.address, announced)
          }}
        />
      )}
    </li>
  )
}

/** What was announced and waits: what it does, from when it is done, and the way to take it back. */
export function Announced({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const { announced } = own.history
  if (announced.length === 0) return null
  return (
    <section className="section" id="announced">
      <header className="section-head">
        <h2>{t('own.announced')}</h2>
      </header>
      <p className="t14 ink2">{t('own.announced.body')}</p>
      <ul className={styles.rows}>
        {announced.map((one) => (
          <One key={one.id} own={own} announced={one} />
        ))}
      </ul>
    </section>
  )
}
