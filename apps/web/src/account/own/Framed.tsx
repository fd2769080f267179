import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { platformQuery } from '../../api/queries.ts'
import { Empty } from '../../components/Empty.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { useTitle } from '../../shell/useTitle.ts'
import page from '../page.module.css'
import { useWords } from '../words/words.ts'
import styles from './own.module.css'

/** A page about accounts that was opened by a link: its heading, and what it needs of the platform. */
export function Framed({
  title,
  children,
}: {
  readonly title: string
  readonly children: (platform: Platform) => ReactNode
}) {
  const { t } = useWords()
  useTitle(title)
  const { data: platform, isError, error, refetch } = useQuery(platformQuery)
  const body = () => {
    if (isError && !platform) return <Problem error={error} onRetry={() => void refetch()} />
    if (!platform) return <Skeleton height={240} />
    if (!platform.accounts) return <Empty title={t('account.none.title')} body={t('account.none.body')} />
    return children(platform)
  }
  return (
    <>
      <h1 className={page.title}>{title}</h1>
      <div className={styles.narrow}>{body()}</div>
    </>
  )
}
