import { divDown } from '@hurong/finance'
import type { SpendingState } from '@hurong/sdk/accounts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCurrency } from '../../api/useCurrency.ts'
import { useAmountText } from '../../components/Amount.tsx'
import { AmountField } from '../../components/AmountField.tsx'
import { useCurrencyName } from '../../components/CurrencyName.tsx'
import { formatAmount } from '../../format/amount.ts'
import { formatDuration } from '../../format/duration.ts'
import { useI18n } from '../../i18n/context.tsx'
import { useWords } from '../words/words.ts'
import { Change } from './Change.tsx'
import { leftOf } from './left.ts'
import styles from './own.module.css'
import type { Own } from './useOwn.ts'

/** As the account keeps them: in 104 bits. */
const greatest = 2n ** 104n - 1n

interface BarProps {
  readonly spending: SpendingState
  readonly which: 'payments' | 'newPayees'
}

function Bar({ spending, which }: BarProps) {
  const { t } = useWords()
  const written = useAmountText(spending.currency)
  const [limit, used] =
    which === 'payments' ? [spending.payments, spending.paid] : [spending.newPayees, spending.paidToNew]
  const share = limit === 0n ? 100 : Math.min(100, Number(divDown(used * 1_000n, limit)) / 10)
  return (
    <div className={styles.bar}>
      <p className="t14">
        {t(`own.limits.${which}`, { used: written(used), limit: written(limit, 'cents', true) })}
      </p>
      <div className={styles.meter} aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </div>
      <p className="t13 ink3">
        {t('own.limits.left', { left: written(leftOf(limit, used), 'cents', true) })}
      </p>
    </div>
  )
}

function Edit({ own, spending }: { readonly own: Own; readonly spending: SpendingState }) {
  const { t } = useWords()
  const { locale } = useI18n()
  const currency = useCurrency(spending.currency)
  // Without the grouping a reader sees: the field takes what it writes.
  const written = (units: bigint) =>
    formatAmount(units, currency.decimals, locale, 'exact').replaceAll(',', '')
  const [payments, setPayments] = useState({ text: written(spending.payments), units: spending.payments })
  const [newPayees, setNewPayees] = useState({ text: written(spending.newPayees), units: spending.newPayees })
  const units = { payments: payments.units as bigint | null, newPayees: newPayees.units as bigint | null }
  const isSame = units.payments === spending.payments && units.newPayees === spending.newPayees
  const isTooMuch = units.payments !== null && units.newPayees !== null && units.newPayees > units.payments
  const isSound = units.payments !== null && units.newPayees !== null && !isSame && !isTooMuch
  const raises = (units.payments ?? 0n) > spending.payments || (units.newPayees ?? 0n) > spending.newPayees
  const field = { currency, least: 0n, greatest }
  return (
    <div className={styles.narrow}>
      <div className={styles.two}>
        <AmountField
          {...field}
          label={t('own.limits.payments.field')}
          text={payments.text}
          onChange={(text, read) => setPayments({ text, units: read as never })}
        />
        <AmountField
          {...field}
          label={t('own.limits.newPayees.field')}
          text={newPayees.text}
          problem={isTooMuch ? t('own.limits.tooMuch') : undefined}
          onChange={(text, read) => setNewPayees({ text, units: read as never })}
        />
      </div>
      <Change
        own={own}
        needs={raises ? 'both' : 'one'}
        disabled={!isSound}
        label={t(raises ? 'own.limits.raise' : 'own.limits.lower')}
        calls={(sdk) => [
          sdk.setSpendingLimitCall(own.address, {
            currency: spending.currency,
            payments: units.payments ?? 0n,
            newPayees: units.newPayees ?? 0n,
          }),
        ]}
      />
    </div>
  )
}

function Currency({ own, spending }: { readonly own: Own; readonly spending: SpendingState }) {
  const { t } = useWords()
  const name = useCurrencyName(spending.currency)
  const [open, setOpen] = useState(false)
  return (
    <li className={styles.row}>
      <div className={styles.bars}>
        <h3 className={styles.heading}>{name}</h3>
        <div className={styles.two}>
          <Bar spending={spending} which="payments" />
          <Bar spending={spending} which="newPayees" />
        </div>
      </div>
      <button
        type="button"
        className="text-button t14"
        aria-expanded={open}
        aria-label={t('own.limits.change.of', { currency: name })}
        onClick={() => setOpen(!open)}
      >
        {t('own.limits.change')}
      </button>
      {/* Begun anew whenever the limits themselves have changed. */}
      {open && (
        <div className={styles.whole} key={`${spending.payments} ${spending.newPayees}`}>
          <Edit own={own} spending={spending} />
        </div>
      )}
    </li>
  )
}

/** How much one confirmation may give away in a day, drawn as used and left; lowered at once, raised with two or a wait. */
export function Limits({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const i18n = useI18n()
  return (
    <section className="section" id="limits">
      <header className="section-head">
        <h2>{t('own.limits')}</h2>
      </header>
      <p className={`t14 ink2 ${styles.prose}`}>
        {t('own.limits.body', { span: formatDuration(own.state.delay, i18n) })}
      </p>
      <p className={`t14 ink2 in-text ${styles.prose}`}>
        {t('own.limits.lending')}{' '}
        <Link to="/account" hash="calls">
          {t('own.calls')}
        </Link>
      </p>
      <ul className={styles.rows}>
        {own.state.spending.map((spending) => (
          <Currency key={spending.currency} own={own} spending={spending} />
        ))}
      </ul>
    </section>
  )
}
