import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { platformQuery } from '../api/queries.ts'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { useActing } from './acting.ts'
import { Enter } from './Enter.tsx'
import styles from './page.module.css'
import { useEnterWords } from './words/enterWords.ts'

/** All by which an account is changed: not loaded by who signs up. */
const OwnAccount = lazy(() => import('./OwnAccount.tsx'))

function Body() {
  const { t } = useEnterWords()
  const acting = useActing()
  const { data: platform, isError, error, refetch } = useQuery(platformQuery)
  if (isError && !platform) return <Problem error={error} onRetry={() => void refetch()} />
  if (!platform) return <Skeleton height={360} />
  if (!platform.accounts) return <Empty title={t('account.none.title')} body={t('account.none.body')} />
  return acting?.kind === 'passkey' ? (
    <Suspense fallback={<Skeleton height={360} />}>
      <OwnAccount platform={platform} acting={acting} />
    </Suspense>
  ) : (
    <Enter platform={platform} />
  )
}

/** One's own account; signing up or in for whoever acts with none. */
export function AccountPage() {
  const { t } = useI18n()
  const acting = useActing()
  const own = acting?.kind === 'passkey'
  const words = useEnterWords()
  useTitle(t('account.passkey.title'))
  const heading = useRef<HTMLHeadingElement>(null)
  const { data: platform } = useQuery(platformQuery)
  const isKnown = platform !== undefined
  const was = useRef(true)
  // Whoever has just come in pressed a button that is gone: the page begins anew at its heading.
  useEffect(() => {
    if (!isKnown) return
    if (own && !was.current) heading.current?.focus()
    was.current = own
  }, [isKnown, own])
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {words.t(own ? 'account.mine.title' : 'account.new.title')}
      </h1>
      <Body />
    </>
  )
}
