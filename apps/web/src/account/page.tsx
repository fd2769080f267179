import { useQuery } from '@tanstack/react-query'
import { platformQuery } from '../api/queries.ts'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { useActing } from './acting.ts'
import { Enter } from './Enter.tsx'
import { OwnAccount } from './OwnAccount.tsx'
import styles from './page.module.css'

function Body() {
  const { t } = useI18n()
  const acting = useActing()
  const { data: platform, isError, error, refetch } = useQuery(platformQuery)
  if (isError && !platform) return <Problem error={error} onRetry={() => void refetch()} />
  if (!platform) return <Skeleton height={360} />
  if (!platform.accounts) return <Empty title={t('account.none.title')} body={t('account.none.body')} />
  return acting?.kind === 'passkey' ? (
    <OwnAccount platform={platform} acting={acting} />
  ) : (
    <Enter platform={platform} />
  )
}

/** One's own account; signing up or in for whoever acts with none. */
export function AccountPage() {
  const { t } = useI18n()
  const acting = useActing()
  const own = acting?.kind === 'passkey'
  useTitle(t('account.passkey.title'))
  return (
    <>
      <h1 className={styles.title}>{own ? acting.name : t('account.new.title')}</h1>
      <Body />
    </>
  )
}
