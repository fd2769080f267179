import { Link } from '@tanstack/react-router'
import { StatusMark } from '../../components/StatusMark.tsx'
import { useWords } from '../words/words.ts'
import styles from './own.module.css'
import type { Own } from './useOwn.ts'

type Hex = `0x${string}`

/** What is still to be done until losing a device is no misfortune. Nothing once all of it is. */
export function Checklist({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const { signers, trustees } = own.state
  const steps = [
    ['second', (signers?.weights.filter((weight) => weight >= signers.threshold).length ?? 1) > 1],
    ['trustees', trustees.length > 0],
    [
      'rehearsal',
      trustees.length > 0 &&
        trustees.every((trustee) => own.history.rehearsedAt.has(trustee.toLowerCase() as Hex)),
    ],
  ] as const
  if (steps.every(([, isDone]) => isDone)) return null
  return (
    <section className={styles.told} aria-labelledby="checklist">
      <p id="checklist" className="strong">
        {t('own.checklist')}
      </p>
      <ul className={styles.steps}>
        {steps.map(([step, isDone]) => (
          <li key={step} className={styles.buttons}>
            <span className={isDone ? 'brand' : 'ink3'}>
              <StatusMark mark={isDone ? 'tick' : 'ring'} />
            </span>
            <span>
              <Link to="/account" hash={step === 'second' ? 'passkeys' : 'recovery'}>
                {t(`own.checklist.${step}`)}
              </Link>
              <span className="hidden-visually">
                {t(isDone ? 'own.checklist.done' : 'own.checklist.open')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
