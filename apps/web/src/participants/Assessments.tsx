import type { LoanSummary, Participant } from '@hurong/sdk/api'
import { Link } from '@tanstack/react-router'
import { useAmountText } from '../components/Amount.tsx'
import { DataTable } from '../components/DataTable.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Status } from '../components/Status.tsx'
import { GradeMark } from '../credit/GradeMark.tsx'
import { ofHundred } from '../credit/grades.ts'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { daysText } from '../loans/terms.ts'

type Assessed = NonNullable<Participant['assessments']>[number]

function Limit({ assessment }: { readonly assessment: Assessed }) {
  const { t } = useI18n()
  const text = useAmountText(assessment.currency)
  const term = daysText(assessment.greatestTermDays, { t })
  return (
    <>
      {text(assessment.greatestPrincipal, 'whole', true)}{' '}
      <span className="t13 ink3" style={{ fontWeight: 400 }}>
        {t('participants.assessed.term', { term })}
      </span>
    </>
  )
}

/** Every assessment of a participant, and what became of the loan that used it. */
export function Assessments({ participant }: { readonly participant: Participant }) {
  const { t } = useI18n()
  const { loans } = participant
  const assessments = participant.assessments ?? []
  const loanOf = ({ loanNumber }: Assessed): LoanSummary | undefined =>
    loans.find(({ number }) => number === loanNumber)
  const used = ({ loanNumber }: Assessed) =>
    loanNumber === null ? (
      <span className="ink3">{t('participants.assessed.unused')}</span>
    ) : (
      <Link to="/loans/$number" params={{ number: loanNumber }}>
        {loanName(loanNumber)}
      </Link>
    )
  const outcome = (assessment: Assessed) => {
    const loan = loanOf(assessment)
    return loan ? <Status status={loan.status} daysPastDue={loan.daysPastDue} /> : t('words.unknown')
  }
  const odds = ({ pdLife }: Assessed) => ofHundred(pdLife) || '< 1'
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('participants.assessed.title')}</h2>
      </header>
      {assessments.length === 0 ? (
        <p className="t14 ink2">
          {t(participant.assessments ? 'participants.assessed.none' : 'participants.assessed.unread')}
        </p>
      ) : (
        <>
          <p className="t14 ink2">{t('participants.assessed.lead')}</p>
          <DataTable
            caption={t('participants.assessed.caption')}
            rows={assessments}
            rowKey={({ assessmentHash }) => assessmentHash}
            columns={[
              {
                key: 'grade',
                head: t('credit.column.grade'),
                width: 56,
                cell: ({ grade }) => <GradeMark grade={grade} size="small" />,
              },
              {
                key: 'when',
                head: t('participants.assessed.when'),
                cell: ({ issuedAt }) => <DateTime at={issuedAt} />,
              },
              { key: 'odds', head: t('participants.assessed.odds'), numeric: true, cell: odds },
              {
                key: 'limit',
                head: t('participants.assessed.limit'),
                numeric: true,
                cell: (assessment) => <Limit assessment={assessment} />,
              },
              { key: 'loan', head: t('participants.assessed.loan'), cell: used },
              { key: 'outcome', head: t('participants.assessed.outcome'), cell: outcome },
            ]}
            phone={(assessment) => ({
              first: (
                <>
                  <GradeMark grade={assessment.grade} size="small" /> {used(assessment)}
                </>
              ),
              amount: <Limit assessment={assessment} />,
              second: outcome(assessment),
              when: <DateTime at={assessment.issuedAt} />,
            })}
          />
        </>
      )}
    </section>
  )
}
