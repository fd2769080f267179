import { useEffect } from 'react'
import { useI18n } from '../i18n/context.tsx'

/** Names the page in the browser's tab. */
export function useTitle(page: string): void {
  const { t } = useI18n()
  const title = t('shell.title', { page })
  useEffect(() => {
    document.title = title
  }, [title])
}
