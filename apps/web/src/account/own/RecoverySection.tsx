import { useState } from 'react'
import { useChainTime } from '../../api/useCurrency.ts'
import { formatDate, formatDateTime } from '../../format/date.ts'
import { formatDuration } from '../../format/duration.ts'
import { useI18n } from '../../i18n/context.tsx'
import { linkTo } from '../links.ts'
import { usePerson } from '../people.ts'
import { useWords } from '../words/words.ts'
import styles from './own.module.css'
import { Share } from './Share.tsx'
import { Trustees } from './Trustees.tsx'
import type { Own } from './useOwn.ts'

type Hex = `0x${string}`

function Trustee({ own, trustee }: { readonly own: Own; readonly trustee: Hex }) {
  const { t } = useWords()
  const { locale } = useI18n()
  const person = usePerson()
  const [open, setOpen] = useState(false)
  const rehearsed = own.history.rehearsedAt.get(trustee.toLowerCase() as Hex)
  return (
    <li className={styles.row}>
      <div>
        <p title={trustee}>{person(trustee)}</p>
        <p className={`t13 ${rehearsed === undefined ? 'late' : 'ink3'}`}>
          {rehearsed === undefined
            ? t('own.rehearsal.never')
            : t('own.rehearsal.last', { date: formatDate(rehearsed, locale) })}
        </p>
      </div>
      <button type="button" className="text-button t14" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('own.rehearsal.ask')}
      </button>
      {open && (
        <div className={styles.whole}>
          <Share
            link={linkTo('/account/trustee', { for: own.address, do: 'rehearse' })}
            label={t('own.rehearsal.link')}
          />
        </div>
      )}
    </li>
  )
}

/** Who brings the account back when all its passkeys are lost, whether they are able to, and who else is asked the same. */
export function RecoverySection({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const i18n = useI18n()
  const now = useChainTime()
  const [open, setOpen] = useState<'trustees' | 'own' | null>(null)
  const { state, history } = own
  const toggle = (which: 'trustees' | 'own') => setOpen(open === which ? null : which)
  return (
    <section className="section" id="recovery">
      <header className="section-head">
        <h2>{t('own.recovery')}</h2>
      </header>
      <p className="t14 ink2">
        {state.trustees.length === 0
          ? t('own.recovery.none')
          : t('own.recovery.some', {
              n: state.trustees.length,
              needed: state.trusteesNeeded,
              span: formatDuration(state.recoveryDelay, i18n),
            })}
      </p>
      {history.nextProposalFrom > now && (
        <p className="t14 late" data-cooling="">
          {t('own.recovery.cooling', { time: formatDateTime(history.nextProposalFrom, i18n.locale) })}
        </p>
      )}
      <ul className={styles.rows}>
        {state.trustees.map((trustee) => (
          <Trustee key={trustee} own={own} trustee={trustee} />
        ))}
      </ul>
      <div className={`${styles.buttons} ${styles.gap}`}>
        <button
          type="button"
          className="button quiet small"
          aria-expanded={open === 'trustees'}
          onClick={() => toggle('trustees')}
        >
          {t(state.trustees.length === 0 ? 'own.trustees.choose' : 'own.trustees.change')}
        </button>
        <button
          type="button"
          className="button quiet small"
          aria-expanded={open === 'own'}
          onClick={() => toggle('own')}
        >
          {t('own.trustee.own')}
        </button>
      </div>
      {open === 'trustees' && (
        <div className={styles.gap} key={`${state.trustees.join()} ${state.trusteesNeeded}`}>
          <Trustees own={own} />
        </div>
      )}
      {open === 'own' && (
        <div className={`${styles.narrow} ${styles.gap}`}>
          <p className="t14 ink2">{t('own.trustee.own.body')}</p>
          <Share
            link={linkTo('/account/trustee', { address: own.address })}
            label={t('own.trustee.own.link')}
          />
        </div>
      )}
    </section>
  )
}
