import type { Notice, Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Acting } from '../account/acting.ts'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { formatDateTime } from '../format/date.ts'
import styles from '../sessions/sessions.module.css'
import { Browsers } from './Browsers.tsx'
import { Email } from './Email.tsx'
import { noticesQuery } from './queries.ts'
import { useWords } from './words/words.ts'

/** What asks for a look at once: a recovery that nobody asked for takes an account away. */
const urgent = new Set<Notice['kind']>(['recoveryProposed', 'callsScheduled'])

function Told({ notice }: { readonly notice: Notice }) {
  const { t, locale } = useWords()
  const { kind, at, readyAt } = notice
  const ready = readyAt === null ? '' : formatDateTime(readyAt, locale)
  return (
    <li className={styles.device}>
      <div>
        <p className={urgent.has(kind) ? 'strong' : undefined}>{t(`notices.kind.${kind}`, { ready })}</p>
        <p className="t13 ink3">{formatDateTime(at, locale)}</p>
      </div>
    </li>
  )
}

/** What the owner was told of their account, the newest first, and where else they are told. */
export function Notices({ platform, acting }: { readonly platform: Platform; readonly acting: Acting }) {
  const { t } = useWords()
  const { data, isError, error, refetch } = useQuery(noticesQuery)
  if (isError && !data) return <Problem error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={160} />
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('notices.title')}</h2>
      </header>
      <div className={styles.parts}>
        <p className="t14 ink2">{t('notices.body')}</p>
        {data.notices.length === 0 ? (
          <p className="ink2">{t('notices.list.empty')}</p>
        ) : (
          <>
            <ul className={styles.devices}>
              {data.notices.map((notice) => (
                <Told key={notice.noticeId} notice={notice} />
              ))}
            </ul>
            <Link to="/account">{t('notices.look')}</Link>
          </>
        )}
        <Browsers platform={platform} acting={acting} push={data.push} />
        <Email platform={platform} acting={acting} email={data.email} emailBy={data.emailBy} />
      </div>
    </section>
  )
}
