import { least } from '@hurong/finance'
import { useAmountText } from '../components/Amount.tsx'
import { StatusLine } from '../components/Status.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { useI18n } from '../i18n/context.tsx'
import { scheduledAhead } from './choices.ts'
import styles from './page.module.css'
import { usePaying } from './usePaying.ts'
import type { Running } from './useRunning.ts'

/** The switch that lets what is due be collected, with the allowance it lives on. */
export function AutoRepay({ running }: { readonly running: Running }) {
  const { loan, terms, position, currency, allowed } = running
  const { t } = useI18n()
  const text = useAmountText(loan.currency)
  const { state, autoRepay } = usePaying(loan)
  const needed = scheduledAhead(terms, position)
  // An unlimited allowance is no figure anyone can read.
  const shown = least(needed, allowed)
  const enough = allowed >= needed
  const whole = loan.autoRepay && enough
  return (
    <section className={styles.auto}>
      <header className={styles.next}>
        <h3>{t('myLoans.auto.title')}</h3>
        <StatusLine mark={loan.autoRepay ? 'tick' : 'ring'} tone={loan.autoRepay ? 'brand' : 'ink2'}>
          {loan.autoRepay ? t('myLoans.auto.on') : t('myLoans.auto.off')}
        </StatusLine>
      </header>
      <p className="t14 ink2">{t('myLoans.auto.note')}</p>
      <dl className="pairs">
        <dt>{t('myLoans.auto.needs')}</dt>
        <dd>{text(needed)}</dd>
        <dt>{t('myLoans.auto.allowed')}</dt>
        <dd className={enough ? undefined : 'late'}>
          {enough && allowed > needed ? '≥ ' : ''}
          {text(shown, 'cents', false, enough ? 'nearest' : 'down')}
        </dd>
      </dl>
      <div className={styles.actions} style={{ marginTop: 12 }}>
        {/* One button that changes its words keeps the focus when the switch has moved. */}
        <TxButton
          className="button quiet small"
          state={state}
          onPress={() => void autoRepay(!whole, whole ? 0n : needed, allowed)}
        >
          {whole
            ? t('myLoans.auto.turnOff')
            : enough
              ? t('myLoans.auto.turnOnOnly')
              : t('myLoans.auto.turnOn', { amount: text(needed, 'exact', true) })}
        </TxButton>
        {loan.autoRepay && !enough && (
          <TxButton
            className="button quiet small"
            state={state}
            onPress={() => void autoRepay(false, 0n, allowed)}
          >
            {t('myLoans.auto.turnOff')}
          </TxButton>
        )}
      </div>
      <TxStatus state={state} currency={currency} />
    </section>
  )
}
