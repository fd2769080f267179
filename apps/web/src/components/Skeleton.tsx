import { useI18n } from '../i18n/context.tsx'
import styles from './Panel.module.css'

/** Outlines of the final size while a part is being read. */
export function Skeleton({ height }: { readonly height: number }) {
  const { t } = useI18n()
  return (
    <div className={styles.skeleton} style={{ height }} role="status" data-loading>
      <span className="hidden-visually">{t('page.loading')}</span>
    </div>
  )
}
