import type { Currency, LoanSummary } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { platformQuery } from '../api/queries.ts'
import { useTransaction } from '../chain/useTransaction.ts'
import { useAmountText } from '../components/Amount.tsx'
import { AmountField } from '../components/AmountField.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { financeTermsOf } from '../loans/forFinance.ts'
import { leftToFund } from '../loans/terms.ts'
import { earningsOf, presetsOf, spreadShare } from './earnings.ts'
import styles from './page.module.css'
import type { Means } from './ready.ts'

interface AmountStepProps {
  readonly loan: LoanSummary
  readonly currency: Currency
  readonly means: Means
  readonly now: number
  readonly held: bigint
  readonly text: string
  readonly amount: bigint | null
  readonly onChange: (text: string, amount: bigint | null) => void
  readonly onAmount: (units: bigint) => void
  /** The field was left. */
  readonly onLeave: () => void
  readonly onNext: () => void
}

/** Test money for whoever is short of it; only where the chain is local. */
function Faucet({ currency, units }: { readonly currency: Currency; readonly units: bigint }) {
  const { t } = useI18n()
  const written = useAmountText(currency.address)
  const { state, run } = useTransaction()
  const address = currency.address as `0x${string}`
  return (
    <>
      <TxButton
        className="button quiet small"
        state={state}
        onPress={() => void run((hurong) => hurong.currency.faucet({ currency: address, amount: units }))}
      >
        {t('fund.faucet', { amount: written(units, 'exact', true) })}
      </TxButton>
      <TxStatus state={state} currency={currency} />
    </>
  )
}

/** The first step: how much, what that would be of all one has, what it brings if all goes well. */
export function AmountStep(props: AmountStepProps) {
  const { loan, currency, means, now, held, text, amount, onChange, onAmount, onLeave, onNext } = props
  const { t, locale } = useI18n()
  const written = useAmountText(loan.currency)
  const { data: platform } = useQuery(platformQuery)
  const { balance, ready } = means
  const left = leftToFund(loan)
  const ticket = BigInt(loan.terms.leastTicket)
  const least = ticket < left ? ticket : left
  const own = balance === undefined ? undefined : balance + ready
  const short = own !== undefined && amount !== null && amount > own ? amount - own : null
  const presets = presetsOf(least, left, currency.decimals, own)
  const usable = amount !== null && amount >= least && amount <= left && short === null
  return (
    <form
      className={styles.narrow}
      onBlur={onLeave}
      onSubmit={(event) => {
        event.preventDefault()
        if (usable) onNext()
      }}
    >
      <AmountField
        label={t('fund.amount.label')}
        currency={currency}
        text={text}
        onChange={onChange}
        least={least}
        greatest={left}
        problem={
          short === null ? undefined : t('fund.short', { amount: written(short, 'cents', true, 'up') })
        }
        hint={t('fund.amount.hint', {
          least: written(least, 'cents', false, 'up'),
          left: written(left, 'cents', false, 'down'),
        })}
      />
      {presets.length > 0 && (
        <fieldset className={styles.question}>
          <legend className="hidden-visually">{t('fund.amount.presets')}</legend>
          <div className={styles.presets}>
            {presets.map((units, index) => (
              <button
                key={String(units)}
                type="button"
                className="button quiet small"
                aria-pressed={amount === units}
                onClick={() => onAmount(units)}
              >
                {index < presets.length - 1
                  ? written(units, 'whole')
                  : t(units === left ? 'fund.amount.all' : 'fund.amount.own', { amount: written(units) })}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <dl className="pairs">
        <dt>{t('fund.balance')}</dt>
        <dd>{balance === undefined ? t('words.unknown') : written(balance, 'cents', true, 'down')}</dd>
        {ready > 0n && (
          <>
            <dt>{t('fund.ready')}</dt>
            <dd>{written(ready, 'cents', true, 'down')}</dd>
          </>
        )}
      </dl>
      {usable && (
        <div className="t14" aria-live="polite">
          <p>
            {held === 0n
              ? t('fund.spread.first')
              : t('fund.spread', { share: formatShare(spreadShare(held, amount), locale) })}
          </p>
          <p>
            {t('fund.interestIf', {
              put: written(amount, 'exact', true),
              amount: written(
                earningsOf(financeTermsOf(loan.terms), amount, now).interest,
                'cents',
                true,
                'down',
              ),
            })}
          </p>
        </div>
      )}
      {short !== null && platform?.local && (
        <Faucet currency={currency} units={1_000n * 10n ** BigInt(currency.decimals)} />
      )}
      <button type="submit" className="button" disabled={!usable}>
        {usable ? t('fund.next', { amount: written(amount, 'exact', true) }) : t('fund.next.none')}
      </button>
    </form>
  )
}
