import { Link } from '@tanstack/react-router'
import { Empty } from '../components/Empty.tsx'
import { useI18n } from '../i18n/context.tsx'
import { useTitle } from './useTitle.ts'

/** No page has this address. */
export function NotFound() {
  const { t } = useI18n()
  useTitle(t('page.notFound.title'))
  return (
    <div className="section">
      <h1 className="hidden-visually">{t('page.notFound.title')}</h1>
      <Empty title={t('page.notFound.title')} body={t('page.notFound.body')}>
        <Link to="/">{t('page.notFound.home')}</Link>
      </Empty>
    </div>
  )
}
