import { useI18n } from '../i18n/context.tsx'
import styles from './GradeMark.module.css'
import type { Grade } from './grades.ts'

interface GradeMarkProps {
  /** Null for a loan nobody assessed. */
  readonly grade: Grade | null
  readonly size?: 'small' | 'large'
}

const looks = { A: 'a', B: 'b', C: 'c', D: 'd', E: 'e', F: 'f', G: 'g' } as const

/** The letter of a grade on its own ground: the worse, the darker. */
export function GradeMark({ grade, size }: GradeMarkProps) {
  const { t } = useI18n()
  const name = grade === null ? t('credit.grade.none') : t('credit.grade.named', { grade })
  return (
    <span
      className={`${styles.mark} ${size ? styles[size] : ''} ${styles[grade === null ? 'none' : looks[grade]]}`}
      role="img"
      aria-label={name}
      title={name}
    >
      <span aria-hidden="true">{grade ?? '—'}</span>
    </span>
  )
}
