import { useEffect, useRef } from 'react'
import { ApiProblem } from '../../api/client.ts'
import { StatusLine } from '../../components/Status.tsx'
import { useFocusKept } from '../../components/useFocusKept.ts'
import { CodeEntry } from '../../sessions/CodeEntry.tsx'
import { useReason } from '../../sessions/reason.ts'
import { useWords } from '../words/words.ts'
import styles from './own.module.css'
import type { Codes } from './useCodes.ts'

const isKind = (error: unknown, kind: string) => error instanceof ApiProblem && error.kind === kind

/** Why no signature came; where the server speaks of signing in, in words of the account's own. */
function useWhy(): (error: unknown) => string {
  const { t } = useWords()
  const reasonOf = useReason()
  return (error) => {
    // Recovery codes, which the server names to those who sign in, confirm nothing here.
    if (isKind(error, 'TooManyGuesses')) return t('own.code.tooMany')
    return isKind(error, 'CodesOff') ? t('own.code.off') : reasonOf(error)
  }
}

/** Where the code is given that the passkey's confirmation waits for, or why no code would do; the wait is always left. */
export function CodeStep({ codes: { asked, refusal } }: { readonly codes: Codes }) {
  const { t } = useWords()
  const why = useWhy()
  const isAsked = asked !== null
  useFocusKept(isAsked)
  const place = useRef<HTMLDivElement>(null)
  // It opens below what was pressed, where a phone's own dialog had the eyes.
  useEffect(() => {
    if (isAsked) place.current?.scrollIntoView({ block: 'center' })
  }, [isAsked])
  if (asked)
    return (
      <div ref={place} className={styles.code}>
        <CodeEntry
          label={t('own.code')}
          hint={t(asked.isBusy ? 'own.code.looking' : 'own.code.hint')}
          action={t('own.code.do')}
          busy={asked.isBusy}
          problem={asked.problem === null ? undefined : why(asked.problem)}
          onCode={asked.give}
          onCancel={asked.leave}
        />
        <p className="t13 ink3">{t('own.code.instead')}</p>
      </div>
    )
  if (refusal === null) return null
  return (
    <div role="alert" className="t14">
      <StatusLine mark="cross" tone="failed">
        {why(refusal)} {t('own.code.refused')}
      </StatusLine>
    </div>
  )
}
