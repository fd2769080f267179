import { ApiProblem } from '../../api/client.ts'
import { StatusLine } from '../../components/Status.tsx'
import { useFocusKept } from '../../components/useFocusKept.ts'
import { CodeEntry } from '../../sessions/CodeEntry.tsx'
import { useReason } from '../../sessions/reason.ts'
import { useWords } from '../words/words.ts'
import styles from './own.module.css'
import type { Codes } from './useCodes.ts'

/** Where the code is given that the passkey's confirmation waits for, or why no code would do; the wait is always left. */
export function CodeStep({ codes: { asked, refusal } }: { readonly codes: Codes }) {
  const { t } = useWords()
  const reasonOf = useReason()
  useFocusKept(asked !== null)
  if (asked)
    return (
      <div className={styles.code}>
        <CodeEntry
          label={t('own.code')}
          hint={t(asked.isBusy ? 'own.code.looking' : 'own.code.hint')}
          action={t('own.code.do')}
          busy={asked.isBusy}
          problem={asked.problem === null ? undefined : reasonOf(asked.problem)}
          onCode={asked.give}
          onCancel={asked.leave}
        />
        <p className="t13 ink3">{t('own.code.instead')}</p>
      </div>
    )
  if (refusal === null) return null
  const isOff = refusal instanceof ApiProblem && refusal.kind === 'CodesOff'
  return (
    <div role="alert" className="t14">
      <StatusLine mark="cross" tone="failed">
        {isOff ? t('own.code.off') : reasonOf(refusal)} {t('own.code.refused')}
      </StatusLine>
    </div>
  )
}
