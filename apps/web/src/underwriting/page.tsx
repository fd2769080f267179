import { Link } from '@tanstack/react-router'
import { type Acting, useActing, useActingKnown } from '../account/acting.ts'
import { Empty } from '../components/Empty.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { Queue } from './Queue.tsx'
import styles from './queue.module.css'
import { useUnderwriter } from './useUnderwriter.ts'
import { useQueueWords } from './words/words.ts'

/** The queue for whom the chain knows as an underwriter; for anybody else where that is written. */
function Desk({ acting }: { readonly acting: Acting }) {
  const { t } = useQueueWords()
  const underwriter = useUnderwriter(acting)
  if (underwriter === 'reading') return <Skeleton height={48} />
  if (underwriter !== 'no') return <Queue acting={acting} />
  return (
    <div className={styles.told}>
      <Empty title={t('queue.not.title')} body={t('queue.not.body', { name: acting.name })}>
        <Link to="/explorer/powers" className="button quiet small">
          {t('queue.not.powers')}
        </Link>
      </Empty>
    </div>
  )
}

/** The underwriters' desk. */
export function UnderwritingPage() {
  const { t } = useQueueWords()
  useTitle(t('queue.title'))
  const acting = useActing()
  const isKnown = useActingKnown()
  return (
    <div style={{ paddingTop: 32 }}>
      <h1>{t('queue.title')}</h1>
      <p className={`ink2 ${styles.lead}`}>{t('queue.lead')}</p>
      {acting ? (
        <Desk key={acting.address} acting={acting} />
      ) : (
        isKnown && <p className={`t14 ${styles.told}`}>{t('queue.nobody')}</p>
      )}
    </div>
  )
}
