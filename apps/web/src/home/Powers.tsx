import { Link } from '@tanstack/react-router'
import { useI18n } from '../i18n/context.tsx'
import styles from './Powers.module.css'

const cannot = ['touch', 'move', 'change', 'pause', 'erase', 'prefer'] as const
const can = ['pause', 'fees', 'freeze'] as const

/** What the operator cannot do with anybody's money, and what it can. */
export function Powers() {
  const { t } = useI18n()
  return (
    <div className={styles.columns}>
      <section className="section">
        <header className="section-head">
          <h2>{t('home.cannot.title')}</h2>
        </header>
        <dl className={styles.list}>
          {cannot.map((one) => (
            <div key={one}>
              <dt className="strong">{t(`home.cannot.${one}`)}</dt>
              <dd className="ink2">{t(`home.cannot.${one}.why`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="section">
        <header className="section-head">
          <h2>{t('home.can.title')}</h2>
          <Link to="/explorer/powers" className="t13">
            {t('home.can.all')}
          </Link>
        </header>
        <dl className={styles.list}>
          {can.map((one) => (
            <div key={one}>
              <dt>{t(`home.can.${one}`)}</dt>
              <dd className="ink2">{t(`home.can.${one}.when`)}</dd>
            </div>
          ))}
        </dl>
        <p className={`t14 ink2 ${styles.gone}`}>{t('home.can.gone')}</p>
      </section>
    </div>
  )
}
