import type { Currency, LoanSummary } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { holdingQuery } from '../api/queries.ts'
import type { PermissionKind } from '../chain/usePermissionKind.ts'
import { useAmountText } from '../components/Amount.tsx'
import { Receipt } from '../components/Receipt.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { formatDateTime } from '../format/date.ts'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { useLastHolding } from '../loans/useLastHolding.ts'
import { WithdrawAction } from '../loans/WithdrawAction.tsx'
import { Permission } from './Permission.tsx'
import styles from './page.module.css'
import type { Means } from './ready.ts'
import { useFunding } from './useFunding.ts'

interface ConfirmStepProps {
  readonly loan: LoanSummary
  readonly currency: Currency
  readonly account: string
  readonly means: Means
  readonly amount: bigint
  readonly permission: PermissionKind
  /** It is being sent: whatever comes of it, opening this page again must not send it a second time. */
  readonly onSend: () => void
  readonly onBack: () => void
}

/** The last step: one sentence, one button; then where the transaction stands, then the receipt. */
export function ConfirmStep(props: ConfirmStepProps) {
  const { loan, currency, account, means, amount, permission, onSend, onBack } = props
  const { t, locale } = useI18n()
  const text = useAmountText(loan.currency)
  const seriesIds = means.claimsFor(amount)
  const { state, fund } = useFunding(loan, currency, { seriesIds, holder: account })
  const { data: holding = null } = useQuery({
    ...holdingQuery(account, loan.number),
    enabled: state.step === 'done',
  })
  const known = useLastHolding(holding, account)
  const exact = text(amount, 'exact', true)
  const name = loanName(loan.number)
  const send = () => {
    onSend()
    void fund(amount, permission)
  }
  if (state.step === 'done') {
    const until = holding?.withdrawableUntil ?? null
    return (
      <div className={styles.narrow}>
        <h2>
          {holding
            ? t('fund.done', { amount: text(holding.balance, 'exact', true) })
            : t('fund.done.receipt')}
        </h2>
        <Receipt rows={[{ label: t('fund.done.put'), value: exact }]} hash={state.hash} block={state.block} />
        {until !== null && holding && (
          <p>
            {t('fund.done.until', {
              until: formatDateTime(until, locale),
              amount: text(holding.balance, 'exact', true),
            })}
          </p>
        )}
        <div className={styles.presets}>
          <Link to="/portfolio" className="button">
            {t('fund.done.portfolio')}
          </Link>
          <Link to="/loans/$number" params={{ number: loan.number }} className="button quiet">
            {t('fund.done.loan')}
          </Link>
          {known && <WithdrawAction holding={known} open={until !== null} />}
        </div>
        <TxStatus state={state} currency={currency} />
      </div>
    )
  }
  return (
    <div className={styles.narrow}>
      <p className="t22 strong">{t('fund.sentence', { amount: exact, name })}</p>
      {seriesIds.length > 0 && (
        <p>{t('fund.sentence.ready', { ready: text(means.ready, 'exact', true), n: seriesIds.length })}</p>
      )}
      <Permission loan={loan} amount={exact} permission={permission} />
      <TxStatus state={state} currency={currency} />
      <div className={styles.actions}>
        <TxButton className="button quiet" state={state} onPress={onBack}>
          {t('fund.backToCheck')}
        </TxButton>
        <TxButton className="button" state={state} onPress={send}>
          {t('fund.confirm', { amount: exact })}
        </TxButton>
      </div>
    </div>
  )
}
