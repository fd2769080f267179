import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Acting, useActing } from '../account/acting.ts'
import accountStyles from '../account/page.module.css'
import { ApiProblem } from '../api/client.ts'
import { platformQuery } from '../api/queries.ts'
import { useServerGone } from '../api/reachability.ts'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useFocusKept } from '../components/useFocusKept.ts'
import { useI18n } from '../i18n/context.tsx'
import { Notices } from '../notices/Notices.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { Codes } from './Codes.tsx'
import { CoSigner } from './CoSigner.tsx'
import { Devices } from './Devices.tsx'
import { sessionQuery, useSessionStream } from './queries.ts'
import { SignIn } from './SignIn.tsx'
import styles from './sessions.module.css'
import { useWords } from './words/words.ts'

function Own({ platform, acting }: { readonly platform: Platform; readonly acting: Acting }) {
  const { t } = useWords()
  const { data: session, isError, error, refetch } = useQuery(sessionQuery)
  useSessionStream(session?.device.id)
  useFocusKept(session === null)
  if (isError && session === undefined)
    return error instanceof ApiProblem && error.kind === 'NotSigningIn' ? (
      <Empty title={t('sessions.none.title')} body={t('sessions.none.body')} />
    ) : (
      <Problem error={error} onRetry={() => void refetch()} />
    )
  if (session === undefined) return <Skeleton height={360} />
  if (session?.account !== acting.address.toLowerCase()) return <SignIn platform={platform} acting={acting} />
  return (
    <>
      <p className="ink2">{t('sessions.in.as', { name: acting.name })}</p>
      <Notices platform={platform} acting={acting} />
      <Devices />
      <Codes platform={platform} acting={acting} session={session} />
      <CoSigner acting={acting} session={session} />
    </>
  )
}

function Body() {
  const { t } = useWords()
  const i18n = useI18n()
  const acting = useActing()
  const gone = useServerGone()
  const { data: platform, isError, error, refetch } = useQuery(platformQuery)
  if (gone) return <Empty title={t('sessions.gone.title')} body={t('sessions.gone.body')} />
  if (isError && !platform) return <Problem error={error} onRetry={() => void refetch()} />
  if (!platform) return <Skeleton height={360} />
  if (!acting)
    return (
      <Empty title={t('sessions.nobody.title')} body={t('sessions.nobody.body')}>
        <Link to="/account" className="button small">
          {i18n.t('account.passkey.new')}
        </Link>
      </Empty>
    )
  return <Own platform={platform} acting={acting} />
}

/** Signing in to the server, for what the chain does not cover: where one is signed in, codes, the co-signer. */
export function SecurityPage() {
  const { t } = useWords()
  useTitle(t('sessions.title'))
  return (
    <>
      <h1 className={accountStyles.title}>{t('sessions.title')}</h1>
      <p className={`${styles.lead} t14`}>
        <Link to="/account">{t('sessions.back')}</Link>
      </p>
      <Body />
    </>
  )
}
