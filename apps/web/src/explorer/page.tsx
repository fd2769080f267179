import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { platformQuery } from '../api/queries.ts'
import { Empty } from '../components/Empty.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { participantName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { Feed } from './Feed.tsx'
import { LoanResult } from './LoanResult.tsx'
import styles from './page.module.css'
import { numberIn, type Question, readQuestion } from './question.ts'
import { TransactionResult } from './TransactionResult.tsx'
import { WalletResult } from './WalletResult.tsx'

function SearchForm({ asked }: { readonly asked: string }) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const [text, setText] = useState(asked)
  useEffect(() => setText(asked), [asked])
  return (
    <search>
      <form
        className={styles.search}
        onSubmit={(event) => {
          event.preventDefault()
          const q = text.trim()
          void navigate({ to: '/explorer', search: q === '' ? {} : { q } })
        }}
      >
        <label>
          <span className="hidden-visually">{t('explorer.search.label')}</span>
          <input
            type="search"
            value={text}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder={t('explorer.search.placeholder')}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <button type="submit" className="button">
          {t('explorer.search.go')}
        </button>
      </form>
    </search>
  )
}

function Answer({ question }: { readonly question: Question }) {
  switch (question.kind) {
    case 'loan':
      return <LoanResult number={question.number} />
    case 'series':
      return <LoanResult number={numberIn(question.id)} />
    case 'transaction':
      return <TransactionResult hash={question.hash} />
    case 'wallet':
      return <WalletResult address={question.address} />
    case 'participant':
      return <Navigate to="/participants/$id" params={{ id: question.id }} replace />
  }
}

function Answers({ q }: { readonly q: string }) {
  const { t } = useI18n()
  const { data: platform } = useQuery(platformQuery)
  if (!platform) return <Skeleton height={240} />
  const [first, second] = readQuestion(
    q,
    platform.currencies.map(({ address }) => address),
  )
  if (first === undefined)
    return (
      <div className="section">
        <Empty title={t('explorer.search.nothing', { q })} body={t('explorer.search.understood')} />
      </div>
    )
  return (
    <>
      {second?.kind === 'participant' && (
        <p className={`${styles.hint} t14`}>
          <Link to="/participants/$id" params={{ id: second.id }}>
            {t('explorer.search.orParticipant', { who: participantName(second.id) })}
          </Link>
        </p>
      )}
      <Answer key={q} question={first} />
    </>
  )
}

/** Finds anything on the books and recomputes it here; without a question, everything that happened. */
export function ExplorerPage() {
  const { t } = useI18n()
  const { q = '' } = useSearch({ from: '/explorer' })
  useTitle(q === '' ? t('shell.nav.explorer') : `${q} · ${t('shell.nav.explorer')}`)
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1>{t('explorer.title')}</h1>
          <p className={`${styles.lead} t14 ink2`}>{t('explorer.lead')}</p>
        </div>
        <nav className={styles.links} aria-label={t('explorer.title')}>
          <Link to="/models">{t('shell.foot.models')}</Link>
          <Link to="/explorer/powers">{t('shell.foot.powers')}</Link>
          <Link to="/explorer/book">{t('shell.foot.book')}</Link>
        </nav>
      </div>
      <SearchForm asked={q} />
      {q === '' ? <Feed /> : <Answers q={q} />}
    </>
  )
}
