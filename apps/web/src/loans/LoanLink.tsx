import type { LoanSummary } from '@hurong/sdk/api'
import { Link } from '@tanstack/react-router'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'

/** A loan by what it is for, then its number. */
export function LoanLink({
  loan,
  stacked = false,
}: {
  readonly loan: Pick<LoanSummary, 'number' | 'purpose'>
  readonly stacked?: boolean
}) {
  const { t } = useI18n()
  return (
    <Link to="/loans/$number" params={{ number: loan.number }} style={{ color: 'inherit' }}>
      <b className="strong">{t(`loans.purpose.${loan.purpose}`)}</b>
      {stacked ? <br /> : ' '}
      <span className="t13 ink3">{loanName(loan.number)}</span>
    </Link>
  )
}
