import type { LoanStatus } from '@hurong/sdk/api'
import type { ReactNode } from 'react'
import { useI18n } from '../i18n/context.tsx'
import styles from './Status.module.css'
import { clockOf, type Mark, StatusMark } from './StatusMark.tsx'

export type Tone = 'brand' | 'late' | 'failed' | 'ink2' | 'ink3'

/** Shape, colour and word together. */
export function StatusLine({
  mark,
  tone,
  children,
}: {
  readonly mark: Mark
  readonly tone: Tone
  readonly children: ReactNode
}) {
  return (
    <span className={`${styles.status} ${tone}`}>
      <StatusMark mark={mark} />
      <span>{children}</span>
    </span>
  )
}

/** Mark and colour of a loan's status. */
export function lookOf(
  status: LoanStatus,
  daysPastDue: number,
): { readonly mark: Mark; readonly tone: Tone } {
  switch (status) {
    case 'late':
      return { mark: clockOf(daysPastDue), tone: 'late' }
    case 'defaulted':
    case 'writtenOff':
      return { mark: 'cross', tone: 'failed' }
    case 'funding':
    case 'funded':
      return { mark: 'dot', tone: 'ink2' }
    case 'cancelled':
      return { mark: 'ring', tone: 'ink3' }
    default:
      return { mark: 'tick', tone: 'brand' }
  }
}

/** A loan's status in words; late with its days. */
export function Status({
  status,
  daysPastDue,
}: {
  readonly status: LoanStatus
  readonly daysPastDue: number
}) {
  const { t } = useI18n()
  const late = status === 'late'
  return (
    <StatusLine {...lookOf(status, daysPastDue)}>
      {late ? t('loans.status.lateDays', { days: daysPastDue }) : t(`loans.status.${status}`)}
    </StatusLine>
  )
}
