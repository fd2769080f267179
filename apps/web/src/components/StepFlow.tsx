import { useI18n } from '../i18n/context.tsx'
import { StatusMark } from './StatusMark.tsx'
import styles from './StepFlow.module.css'

/** Where one is in a flow of a few steps; `current` counts from 0. */
export function StepFlow({
  steps,
  current,
}: {
  readonly steps: readonly string[]
  readonly current: number
}) {
  const { t } = useI18n()
  return (
    <ol className={styles.steps} aria-label={t('steps.label', { n: steps.length })}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={index === current ? styles.now : index < current ? styles.done : undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          {index < current ? (
            <StatusMark mark="tick" size={20} />
          ) : (
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
          )}
          <span>{step}</span>
          {index < current && <span className="hidden-visually">{t('steps.done')}</span>}
        </li>
      ))}
    </ol>
  )
}
