import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { platformQuery } from '../api/queries.ts'
import { formatDateTime } from '../format/date.ts'
import { formatNumber } from '../format/number.ts'
import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { ChainProblem } from './ChainProblem.tsx'
import { download } from './download.ts'
import type { Book, Progress } from './makeBook.ts'
import styles from './page.module.css'
import { Verdict } from './Verdict.tsx'

type State =
  | { readonly step: 'idle' }
  | { readonly step: 'making'; readonly progress: Progress | undefined }
  | { readonly step: 'made'; readonly book: Book }
  | { readonly step: 'failed'; readonly error: unknown }

const files = ['json', 'events', 'loans', 'holdings'] as const
type FileKind = (typeof files)[number]

async function save(kind: FileKind, book: Book): Promise<void> {
  const make = await import('./makeBook.ts')
  const name = `hurong-${book.chainId}-block-${book.block}`
  const csv = 'text/csv'
  if (kind === 'json') download(`${name}.json`, 'application/json', [make.bookAsJson(book)])
  if (kind === 'events') download(`${name}-events.csv`, csv, [make.eventsAsCsv(book)])
  if (kind === 'loans') download(`${name}-loans.csv`, csv, [make.loansAsCsv(book)])
  if (kind === 'holdings') download(`${name}-holdings.csv`, csv, [make.holdingsAsCsv(book)])
}

const differencesAtMost = 20

function Made({ book }: { readonly book: Book }) {
  const { t, locale } = useI18n()
  const counts = [
    ['events', book.events.length],
    ['loans', book.books.loans.size],
    ['participants', book.books.participants.size],
    ['holdings', [...book.books.series.values()].reduce((sum, { holders }) => sum + holders.size, 0)],
    ['checks', book.checks],
  ] as const
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('book.made', { block: book.block })}</h2>
        <Verdict kind={book.differences.length === 0 ? 'equal' : 'differs'} />
      </header>
      <dl className={`pairs ${styles.sums}`}>
        <dt>{t('book.time')}</dt>
        <dd>{formatDateTime(book.time, locale)}</dd>
        {counts.map(([key, n]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{t(`book.count.${key}`)}</dt>
            <dd>{formatNumber(n, locale)}</dd>
          </div>
        ))}
      </dl>
      {book.differences.length > 0 && (
        <div className={`notice bad ${styles.more}`} role="alert">
          <b className="strong">{t('explorer.loan.differ', { n: book.differences.length })}</b>
          <ul>
            {book.differences.slice(0, differencesAtMost).map(({ where, what, expected, found }) => (
              <li key={`${where} ${what}`}>
                {where} {what}: {t('explorer.loan.difference', { expected, found })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <h3 className={styles.more}>{t('book.files')}</h3>
      <ul className={styles.files}>
        {files.map((kind) => (
          <li key={kind}>
            <span>
              <span className="strong">{t(`book.file.${kind}`)}</span>
              <span className="ink2">{t(`book.file.${kind}.about`)}</span>
            </span>
            <button type="button" className="button quiet small" onClick={() => void save(kind, book)}>
              {t('book.download')}
              <span className="hidden-visually"> {t(`book.file.${kind}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The whole book of the platform as files, read from the chain and rebuilt in this browser; no server has a part in it. */
export function BookPage() {
  const { t } = useI18n()
  useTitle(t('shell.foot.book'))
  const { data: platform } = useQuery(platformQuery)
  const [state, setState] = useState<State>({ step: 'idle' })
  const make = async () => {
    setState({ step: 'making', progress: undefined })
    try {
      const { makeBook } = await import('./makeBook.ts')
      const book = await makeBook((progress) => setState({ step: 'making', progress }))
      setState({ step: 'made', book })
    } catch (error) {
      setState({ step: 'failed', error })
    }
  }
  const making = state.step === 'making'
  const progress = making ? state.progress : undefined
  return (
    <>
      <div className={styles.head}>
        <div>
          <nav className="t13" aria-label={t('loan.crumb.label')}>
            <Link to="/explorer">{t('shell.nav.explorer')}</Link>
          </nav>
          <h1>{t('book.title')}</h1>
          <p className={`${styles.lead} t14 ink2`}>{t('book.lead')}</p>
        </div>
      </div>
      <div className={styles.make}>
        <button
          type="button"
          className="button"
          disabled={making || platform === undefined}
          onClick={() => void make()}
        >
          {t(state.step === 'made' ? 'book.again' : 'book.make')}
        </button>
        <div className={styles.progress} role="status">
          {making && (
            <>
              <p className="t14 ink2">
                {progress
                  ? t(`book.${progress.step}`, { done: progress.done, all: progress.all })
                  : t('book.begin')}
              </p>
              <progress
                aria-label={t('book.title')}
                max={progress?.all ?? 1}
                {...(progress ? { value: progress.done } : {})}
              />
            </>
          )}
        </div>
      </div>
      {state.step === 'failed' && <ChainProblem error={state.error} onRetry={() => void make()} />}
      {state.step === 'made' && <Made book={state.book} />}
    </>
  )
}
