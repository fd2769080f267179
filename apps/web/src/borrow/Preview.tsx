import type { ScheduleRow } from '@hurong/sdk/api'
import { useState } from 'react'
import { useI18n } from '../i18n/context.tsx'
import { ScheduleBars } from '../loans/ScheduleBars.tsx'
import { ScheduleTable } from '../loans/ScheduleTable.tsx'
import type { Offer } from './offer.ts'

/** The schedule as if drawn now: drawn, and tabled on tap. */
export function Preview({ offer, currency }: { readonly offer: Offer; readonly currency: string }) {
  const { t } = useI18n()
  const [tabled, setTabled] = useState(false)
  const rows: readonly ScheduleRow[] = offer.schedule.map(({ index, dueAt, principalDue, interestDue }) => ({
    index,
    dueAt,
    principal: String(principalDue),
    interest: String(interestDue),
    paid: '0',
    settledAt: null,
    daysLate: null,
    status: 'upcoming',
  }))
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('borrow.schedule.title')}</h2>
        <span className="t13 ink3">{t('borrow.schedule.note')}</span>
      </header>
      <ScheduleBars rows={rows} />
      <button type="button" className="text-button" aria-expanded={tabled} onClick={() => setTabled(!tabled)}>
        {tabled ? t('borrow.schedule.hide') : t('borrow.schedule.show')}
      </button>
      {tabled && <ScheduleTable rows={rows} currency={currency} />}
    </section>
  )
}
