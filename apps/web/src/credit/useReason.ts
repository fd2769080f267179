import { ApiProblem, ServerUnreachable } from '../api/client.ts'
import { useCurrency } from '../api/useCurrency.ts'
import { sentenceFor } from '../chain/reason.ts'
import { useI18n } from '../i18n/context.tsx'

/** What went wrong with an application or a decision, in words. */
export function useReason(currencyAddress?: string): (error: unknown) => string {
  const i18n = useI18n()
  const currency = useCurrency(currencyAddress)
  return (error) => {
    if (error instanceof ApiProblem) return error.said(i18n.language)
    if (error instanceof ServerUnreachable) return i18n.t('page.broken.server')
    const { name, kind, args, message } = error as Error & { kind?: string; args?: object }
    return kind && args ? sentenceFor({ name, kind, args } as never, i18n, currency) : message
  }
}
