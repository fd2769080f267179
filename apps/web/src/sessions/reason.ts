import { useEnterWords } from '../account/words/enterWords.ts'
import { ApiProblem, ServerUnreachable } from '../api/client.ts'
import { useWords } from './words/words.ts'

/** Why something did not come about, in the reader's language and with what to do next. */
export function useReason(): (error: unknown) => string {
  const { t, language } = useWords()
  const enter = useEnterWords()
  return (error) => {
    if (error instanceof ApiProblem) return error.said(language)
    if (error instanceof ServerUnreachable) return t('sessions.noServer')
    const { name, kind } = error as { name?: string; kind?: string }
    if (name === 'PasskeyUnsupported') return enter.t('account.unsupported')
    if (name === 'PasskeyDeclined' || kind === 'userRejected' || name === 'UserRejectedRequestError')
      return enter.t('account.declined')
    return t('sessions.failed', { reason: (error as Error).message })
  }
}
