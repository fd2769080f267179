import type { LoanSummary } from '@hurong/sdk/api'
import { Link } from '@tanstack/react-router'
import { Amount, useAmountText } from '../components/Amount.tsx'
import { Progress } from '../components/Progress.tsx'
import { Rate, Share } from '../components/Rate.tsx'
import { Status } from '../components/Status.tsx'
import { GradeMark } from '../credit/GradeMark.tsx'
import { Odds } from '../credit/Odds.tsx'
import { useI18n } from '../i18n/context.tsx'
import { LoanLink } from '../loans/LoanLink.tsx'
import { leftToFund, termText } from '../loans/terms.ts'
import styles from './LoanCard.module.css'
import { PaceLine } from './PaceLine.tsx'
import { progressOf } from './progress.ts'
import { TimeLeft } from './TimeLeft.tsx'
import { useWhyNot } from './useStanding.ts'

/** A loan on a card. */
export function LoanCard({ loan }: { readonly loan: LoanSummary }) {
  const i18n = useI18n()
  const { t } = i18n
  const text = useAmountText(loan.currency)
  const funding = loan.status === 'funding'
  const barred = useWhyNot()(loan)
  return (
    <article className={styles.card}>
      <header>
        <h3 className={styles.name}>
          <GradeMark grade={loan.assessment?.grade ?? null} />
          <LoanLink loan={loan} />
        </h3>
        <span className="t13">
          {funding ? (
            <TimeLeft loan={loan} words />
          ) : (
            <Status status={loan.status} daysPastDue={loan.daysPastDue} />
          )}
        </span>
      </header>
      <dl className={styles.figures}>
        <div>
          <dt className="t13 ink2">{t('market.filter.rate')}</dt>
          <dd className="t22">
            <Rate millionths={loan.terms.annualRate} />
          </dd>
        </div>
        <div>
          <dt className="t13 ink2">{t('credit.afterLoss')}</dt>
          <dd className="t22 strong">
            {loan.assessment ? <Rate millionths={loan.assessment.expectedReturn} /> : t('words.unknown')}
          </dd>
        </div>
        <div>
          <dt className="t13 ink2">{t('market.column.amount')}</dt>
          <dd className="t22">
            <Amount units={loan.terms.principal} currency={loan.currency} style="short" />
          </dd>
        </div>
      </dl>
      <p className={`t13 ${styles.odds}`}>
        {loan.assessment ? <Odds pd={loan.assessment.pdLife} /> : t('credit.none.title')}
      </p>
      <Progress share={progressOf(loan)} />
      <p className={`t13 ${styles.two}`}>
        <span>
          <b className="strong">
            <Share millionths={progressOf(loan)} />
          </b>{' '}
          {termText(loan, i18n)} {t(`loans.method.${loan.terms.method}`)}
        </span>
        <span className="ink2">
          {funding
            ? t('market.left', { amount: text(leftToFund(loan), 'whole') })
            : t('market.settled', { done: loan.instalmentsSettled, all: loan.terms.count })}
        </span>
      </p>
      <footer>
        <span className="t13 ink2">
          {barred ? (
            t('market.whyNot', { reason: t(`market.whyNot.${barred}`) })
          ) : funding ? (
            <PaceLine loan={loan} />
          ) : (
            t('market.lenders', { n: loan.lenders })
          )}
        </span>
        <Link
          to={funding && !barred ? '/loans/$number/fund' : '/loans/$number'}
          params={{ number: loan.number }}
          className="button quiet small"
        >
          {funding && !barred ? t('market.fund') : t('market.open')}
        </Link>
      </footer>
    </article>
  )
}
