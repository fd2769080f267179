import type { ApplicationAnswer, QueuedApplication } from '@hurong/sdk/api'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Acting } from '../account/acting.ts'
import { Empty } from '../components/Empty.tsx'
import { useReason } from '../credit/useReason.ts'
import { participantName } from '../format/names.ts'
import { type OpenQueue, openQueue, signToRead } from './decide.ts'
import styles from './queue.module.css'
import { Waiting } from './Waiting.tsx'
import { useQueueWords } from './words/words.ts'

/** What waits for a person; opened by a signature of who may decide it, and kept on this page alone. */
export function Queue({ acting }: { readonly acting: Acting }) {
  const { t } = useQueueWords()
  const reasonOf = useReason()
  // What was read stays while it is read again.
  const [open, setOpen] = useState<OpenQueue | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const reading = useMutation({
    mutationFn: () => openQueue(open?.signed, () => signToRead(acting)),
    onSuccess: setOpen,
  })
  const line = useRef<HTMLParagraphElement>(null)
  // The button that had the focus is gone with its application: the line that tells what was decided takes it.
  useEffect(() => {
    if (open && told !== null && document.activeElement === document.body) line.current?.focus()
  }, [open, told])
  const decided = ({ participantId }: QueuedApplication, { status }: ApplicationAnswer) => {
    setTold(t(`queue.done.${status}`, { who: participantName(participantId) }))
    reading.mutate()
  }
  const readAgain = () => {
    setTold(null)
    reading.mutate()
  }
  const items = open?.items ?? []
  return (
    <>
      <div className={styles.bar}>
        {open && items.length > 0 && <p className="strong">{t('queue.count', { n: items.length })}</p>}
        <button
          type="button"
          className={open ? 'button quiet small' : 'button'}
          disabled={reading.isPending}
          onClick={readAgain}
        >
          {open ? t('queue.again') : t(reading.isPending ? 'queue.opening' : 'queue.open')}
        </button>
      </div>
      <p
        ref={line}
        role="status"
        tabIndex={-1}
        className={told === null ? undefined : `notice ${styles.told}`}
      >
        {told}
      </p>
      {reading.isError && (
        <p className={`notice bad ${styles.told}`} role="alert">
          {t('queue.failed', { reason: reasonOf(reading.error) })}
        </p>
      )}
      {open && items.length === 0 && (
        <div className={styles.told}>
          <Empty title={t('queue.empty.title')} body={t('queue.empty.body')} />
        </div>
      )}
      {items.map((queued) => (
        <Waiting
          key={queued.applicationId}
          queued={queued}
          acting={acting}
          onDecided={(answer) => decided(queued, answer)}
          onFailed={readAgain}
        />
      ))}
    </>
  )
}
