import { DAY } from '@hurong/finance'
import type { LoanDetail } from '@hurong/sdk/api'
import { type ReactNode, useState } from 'react'
import { Address } from '../components/Address.tsx'
import { Amount } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Rate, Share } from '../components/Rate.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { rhythmText, termText } from './terms.ts'

const wholeDays = (seconds: number) => Math.floor(seconds / DAY)

/** All terms of a loan, fixed when it was asked for. */
export function TermsSheet({ loan }: { readonly loan: LoanDetail }) {
  const i18n = useI18n()
  const { t } = i18n
  const [open, setOpen] = useState(false)
  const { terms } = loan
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('loan.terms.number'), loanName(loan.number)],
    [t('loan.terms.requested'), <DateTime key="at" at={loan.requestedAt} style="dateTime" />],
    [t('loan.terms.purpose'), t(`loans.purpose.${loan.purpose}`)],
    [
      t('loan.terms.principal'),
      <Amount key="principal" units={terms.principal} currency={loan.currency} style="exact" unit />,
    ],
    [t('loan.term.rate'), <Rate key="rate" millionths={terms.annualRate} />],
    [t('loan.term.lastPlanned'), termText(loan, i18n)],
    [t('loan.term.method'), `${t(`loans.method.${terms.method}`)} · ${rhythmText(terms, i18n)}`],
    ...(terms.interestOnlyCount > 0
      ? [
          [
            t('loan.terms.interestOnly'),
            t('loan.terms.interestOnly.body', { n: terms.interestOnlyCount }),
          ] as const,
        ]
      : []),
    [
      t('loan.terms.leastTicket'),
      <Amount key="ticket" units={terms.leastTicket} currency={loan.currency} style="exact" unit />,
    ],
    [t('loan.terms.reflection'), t('loan.terms.reflection.body', { n: wholeDays(terms.reflectionPeriod) })],
    [t('loan.terms.draw'), t('loan.terms.draw.body', { n: wholeDays(terms.drawPeriod) })],
    [
      t('loan.terms.leastShare'),
      i18n.rich('loan.terms.leastShare.body', { share: <Share millionths={terms.leastShare} /> }),
    ],
    [t('loan.terms.grace'), t('words.days', { n: terms.graceDays })],
    [t('loan.terms.default'), t('loan.terms.default.body', { n: terms.defaultDays })],
    [t('loan.terms.writeOff'), t('loan.terms.writeOff.body', { n: terms.writeOffDays })],
    [t('loan.terms.autoRepay'), loan.autoRepay ? t('loan.terms.on') : t('loan.terms.off')],
    [t('loan.terms.hash'), <Address key="hash" value={loan.termsHash} />],
  ]
  return (
    <>
      <button type="button" className="text-button" onClick={() => setOpen(true)}>
        {t('loan.terms.show')}
      </button>
      <Sheet title={t('loan.terms.show')} open={open} onClose={() => setOpen(false)}>
        <dl className="pairs">
          {rows.map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Sheet>
    </>
  )
}
