import type { Platform } from '@hurong/sdk/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Acting } from '../account/acting.ts'
import { CodeEntry } from './CodeEntry.tsx'
import { setCodeOwed, useCodeOwed } from './codeOwed.ts'
import { readSessionAgain } from './queries.ts'
import { useReason } from './reason.ts'
import styles from './sessions.module.css'
import { giveCode, signInAs } from './signIn.ts'
import { useWords } from './words/words.ts'

/** Signing in to the server as whoever acts: one confirmation, and a code where its owner wants one. */
export function SignIn({ platform, acting }: { readonly platform: Platform; readonly acting: Acting }) {
  const { t } = useWords()
  const client = useQueryClient()
  const reasonOf = useReason()
  const owed = useCodeOwed()
  const again = () => readSessionAgain(client)
  const confirming = useMutation({ mutationFn: () => signInAs(platform, acting), onSuccess: again })
  const coding = useMutation({ mutationFn: giveCode, onSuccess: again })
  if (owed === acting.address)
    return (
      <CodeEntry
        label={t('sessions.in.code')}
        hint={t('sessions.codes.either')}
        action={t('sessions.in.go')}
        recovery
        busy={coding.isPending}
        problem={coding.isError ? reasonOf(coding.error) : undefined}
        onCode={coding.mutate}
        onCancel={() => {
          coding.reset()
          setCodeOwed(null)
        }}
      />
    )
  return (
    <div className={styles.stack}>
      <p>{t('sessions.in.body')}</p>
      <p className="t14 ink2">{t('sessions.in.account', { name: acting.name })}</p>
      <button
        type="button"
        className="button"
        disabled={confirming.isPending}
        onClick={() => confirming.mutate()}
      >
        {t(confirming.isPending ? 'sessions.confirming' : 'sessions.in.go')}
      </button>
      <p role="status" className="t14 failed">
        {confirming.isError && reasonOf(confirming.error)}
      </p>
    </div>
  )
}
