import type { Participant } from '@hurong/sdk/api'
import { useI18n } from '../i18n/context.tsx'
import { longestUnpaid, settledOf } from './record.ts'

/** A record in one line: what came on time, what came late, what is due and has not come, and the defaults. */
export function RecordSentence({
  participant,
}: {
  readonly participant: Pick<Participant, 'record' | 'unpaid'>
}) {
  const { t, language } = useI18n()
  const { record, unpaid } = participant
  const { onTime } = record.instalments
  const late = settledOf(record.instalments) - onTime
  const days = longestUnpaid(unpaid)
  const comma = language === 'zh' ? '，' : ', '
  return (
    <span>
      <b className="strong">{t('loan.who.strip.onTime', { n: onTime })}</b>
      {(late > 0 || unpaid.length === 0) && (
        <span className="ink2">
          {comma}
          {t('loan.who.strip.late', { n: late })}
        </span>
      )}
      {unpaid.length > 0 && (
        <>
          <span className="ink2">{comma}</span>
          <b className="strong late">
            {days > 0
              ? t('loan.who.strip.unpaidDays', { n: unpaid.length, days })
              : t('loan.who.strip.unpaid', { n: unpaid.length })}
          </b>
        </>
      )}
      <span className="ink2">
        {comma}
        {t('loan.who.strip.defaults', { n: record.loansDefaulted })}
      </span>
    </span>
  )
}
