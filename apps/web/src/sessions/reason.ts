import { ApiProblem, ServerUnreachable } from '../api/client.ts'
import { useI18n } from '../i18n/context.tsx'

/** Why something did not come about, in the reader's language and with what to do next. */
export function useReason(): (error: unknown) => string {
  const { t, language } = useI18n()
  return (error) => {
    if (error instanceof ApiProblem)
      return (language === 'zh' ? error.problem.detailZh : undefined) ?? error.message
    if (error instanceof ServerUnreachable) return t('sessions.noServer')
    const { name, kind } = error as { name?: string; kind?: string }
    if (name === 'PasskeyUnsupported') return t('account.unsupported')
    if (name === 'PasskeyDeclined' || kind === 'userRejected' || name === 'UserRejectedRequestError')
      return t('account.declined')
    return t('sessions.failed', { reason: (error as Error).message })
  }
}
