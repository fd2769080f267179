import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { AccountMenu } from '../account/AccountMenu.tsx'
import { ClockBar } from '../clock/ClockBar.tsx'
import { useI18n } from '../i18n/context.tsx'
import { languageSetting } from '../i18n/language.ts'
import { Outage } from './Outage.tsx'
import { Preparing } from './Preparing.tsx'
import { SearchBox } from './SearchBox.tsx'
import styles from './Shell.module.css'

const places = [
  { to: '/market', key: 'shell.nav.market', icon: 'M3 5.5h14M3 10h14M3 14.5h9' },
  { to: '/portfolio', key: 'shell.nav.portfolio', icon: 'M4 17v-6M10 17V4M16 17v-9' },
  { to: '/borrow', key: 'shell.nav.borrow', icon: 'M10 4v12M4 10h12' },
  {
    to: '/explorer',
    key: 'shell.nav.explorer',
    icon: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM13.2 13.2 17 17',
  },
] as const

const active = { className: styles.here ?? '', 'aria-current': 'page' as const }

/** Pages that belong to a place of the navigation without lying under its address. */
const belongsTo: Readonly<Record<string, string>> = {
  loans: '/market',
  'my-loans': '/borrow',
  models: '/explorer',
  participants: '/explorer',
}

/** The frame around every page. */
export function Shell() {
  const { t, language } = useI18n()
  const place = belongsTo[useLocation().pathname.split('/')[1] ?? '']
  const here = (to: string) =>
    to === place ? { className: styles.here, 'aria-current': 'page' as const } : {}
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <>
      <a className={styles.skip} href="#content">
        {t('shell.skip')}
      </a>
      <ClockBar />
      <Preparing />
      <header className={styles.top}>
        <div className={`page ${styles.line}`}>
          <Link to="/" className={styles.logo}>
            <svg
              width="24"
              height="24"
              viewBox="0 0 24 24"
              fill="none"
              stroke="currentColor"
              strokeWidth="2.2"
              aria-hidden="true"
            >
              <path d="M2 3h20M2 21h20M9.5 3v10.5H22M14.5 21V10.5H2" />
            </svg>
            <span>{t('shell.name')}</span>
          </Link>
          <nav className={styles.nav} aria-label={t('shell.nav.label')}>
            {places.map(({ to, key }) => (
              <Link key={to} to={to} activeProps={active} {...here(to)}>
                {t(key)}
              </Link>
            ))}
          </nav>
          <SearchBox />
          <button
            type="button"
            className={styles.language}
            lang={other === 'en' ? 'en' : 'zh-CN'}
            title={t('shell.language.switch')}
            onClick={() => languageSetting.set(other)}
          >
            {t('shell.language.other')}
          </button>
          <AccountMenu />
        </div>
      </header>
      <main id="content" className="page" tabIndex={-1}>
        <Outage />
        <Outlet />
      </main>
      <footer className={styles.foot}>
        <div className="page">
          <p>{t('shell.foot.sentence')}</p>
          <nav aria-label={t('shell.name')}>
            <Link to="/learn">{t('shell.foot.learn')}</Link>
            <Link to="/models">{t('shell.foot.models')}</Link>
            <Link to="/underwriting">{t('shell.foot.underwriting')}</Link>
            <Link to="/explorer/powers">{t('shell.foot.powers')}</Link>
            <Link to="/explorer/book">{t('shell.foot.book')}</Link>
            <a href="/docs">{t('shell.foot.api')}</a>
          </nav>
        </div>
      </footer>
      <nav className={styles.bottom} aria-label={t('shell.nav.label')}>
        {places.map(({ to, key, icon }) => (
          <Link key={to} to={to} activeProps={active} {...here(to)}>
            <svg
              width="20"
              height="20"
              viewBox="0 0 20 20"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.6"
              aria-hidden="true"
            >
              <path d={icon} />
            </svg>
            {t(key)}
          </Link>
        ))}
      </nav>
    </>
  )
}
