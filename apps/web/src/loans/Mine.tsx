import type { Holding, LoanDetail, LoanStatus } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useActing } from '../account/acting.ts'
import { useParticipantId } from '../account/useParticipantId.ts'
import { holdingQuery } from '../api/queries.ts'
import { useChainTime } from '../api/useCurrency.ts'
import { Amount, useAmountText } from '../components/Amount.tsx'
import { Share } from '../components/Rate.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { formatDateTime } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import { shareOf } from './amounts.ts'
import { ClaimAction } from './ClaimAction.tsx'
import { HandOverAction } from './handOver/HandOverAction.tsx'
import styles from './Mine.module.css'
import { useLastHolding } from './useLastHolding.ts'
import { WithdrawAction } from './WithdrawAction.tsx'

function Figures({ holding }: { readonly holding: Holding }) {
  const { t } = useI18n()
  const { currency } = holding.loan
  const rows = [
    [t('loan.mine.put'), holding.balance],
    [t('loan.mine.principal'), holding.principalReceived],
    [t('loan.mine.interest'), holding.interestReceived],
  ] as const
  return (
    <dl className="pairs">
      {rows.map(([label, units]) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>
            <Amount units={units} currency={currency} />
          </dd>
        </div>
      ))}
      {holding.loan.drawnAt !== null && (
        <>
          <dt className="strong">{t('loan.mine.outstanding')}</dt>
          <dd className="strong">
            <Amount units={holding.outstanding} currency={currency} />
          </dd>
        </>
      )}
      <dt>{t('loan.mine.claimable')}</dt>
      <dd>
        <Amount units={holding.claimable} currency={currency} rounding="down" />
      </dd>
    </dl>
  )
}

/** Whether money may still come for who holds the notes: of a raise repayments or the money back, after a write-off recoveries. */
const isOwing = (status: LoanStatus) =>
  ['funding', 'funded', 'active', 'late', 'defaulted', 'writtenOff'].includes(status)

/** What the acting person has in this loan, and what can be done now. */
export function Mine({ loan }: { readonly loan: LoanDetail }) {
  const { t, locale } = useI18n()
  const acting = useActing()
  const now = useChainTime()
  const text = useAmountText(loan.currency)
  const query = useQuery({ ...holdingQuery(acting?.address ?? '', loan.number), enabled: acting !== null })
  const reading = query.isLoading
  const holding = query.data ?? null
  const known = useLastHolding(holding, acting?.address ?? '')
  const own = useParticipantId(acting) === loan.borrowerId
  const claimable = BigInt(holding?.claimable ?? 0)
  const until = holding?.withdrawableUntil ?? null
  const mayWithdraw =
    until !== null && until > now && loan.drawnAt === null && BigInt(holding?.balance ?? 0) > 0n
  const mayHandOver = isOwing(loan.status) && BigInt(holding?.balance ?? 0) > 0n
  const open = loan.status === 'funding' && loan.fundingDeadline > now
  const inDefault = loan.status === 'defaulted' || loan.status === 'writtenOff'
  const running = loan.status === 'active' || loan.status === 'late' || loan.status === 'defaulted'
  return (
    <div className="panel">
      <header className={styles.head}>
        <h2 className={styles.title}>{t('loan.mine.title')}</h2>
        {holding && (
          <span className="t13 ink3">
            <Share millionths={shareOf(BigInt(holding.balance), BigInt(loan.raised))} />
          </span>
        )}
      </header>
      {holding && <Figures holding={holding} />}
      {reading && <Skeleton height={20} />}
      {!holding && !reading && (
        <p className="t14 ink2">
          {own ? t('loan.mine.own') : acting ? t('loan.mine.none') : t('loan.mine.nobody')}
        </p>
      )}
      <div className={styles.actions}>
        {known && acting && <ClaimAction holding={known} open={claimable > 0n} holder={acting.address} />}
        {open && !own && (
          <Link
            to="/loans/$number/fund"
            params={{ number: loan.number }}
            className={`button ${claimable > 0n ? 'quiet' : ''}`}
          >
            {holding ? t('loan.mine.more') : t('loan.mine.fund')}
          </Link>
        )}
        {known && <WithdrawAction holding={known} open={mayWithdraw} />}
        {known && acting && <HandOverAction holding={known} open={mayHandOver} holder={acting.address} />}
        {own && running && (
          <Link to="/my-loans" className="button">
            {t('loan.mine.manage')}
          </Link>
        )}
      </div>
      <div className={`t13 ink3 ${styles.notes}`}>
        {mayWithdraw && holding && until !== null && (
          <p>
            {t('loan.mine.withdrawUntil', {
              until: formatDateTime(until, locale),
              amount: text(holding.balance, 'cents', true, 'down'),
            })}
          </p>
        )}
        {holding && running && !inDefault && <p>{t('loan.mine.afterReflection')}</p>}
        {holding && inDefault && <p>{t('loan.mine.afterDefault')}</p>}
        {loan.drawnAt === null && loan.status !== 'cancelled' && <p>{t('loan.mine.custody')}</p>}
        {open && <p>{t('loan.mine.worst')}</p>}
        {!open && !holding && !own && !reading && <p>{t('loan.mine.notOpen')}</p>}
      </div>
    </div>
  )
}
