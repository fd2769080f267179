import { DAY } from '@hurong/finance'
import type { LoanDetail, ScheduleRow } from '@hurong/sdk/api'
import { wholeOf } from './amounts.ts'

/** One dated point of the way a loan goes if nobody pays any more. */
export type WrongStep =
  | {
      readonly kind: 'missed' | 'due' | 'next'
      readonly at: number
      readonly index: number
      readonly amount: bigint
    }
  | { readonly kind: 'today'; readonly at: number; readonly days: number; readonly owed: bigint }
  | { readonly kind: 'graceEnd'; readonly at: number; readonly days: number }
  | { readonly kind: 'default'; readonly at: number; readonly days: number }
  | { readonly kind: 'defaulted'; readonly at: number; readonly principal: bigint }
  | { readonly kind: 'recovery' | 'writeOff'; readonly at: number }

const amountOf = (row: ScheduleRow): bigint => BigInt(row.principal) + BigInt(row.interest)
const unpaid = (row: ScheduleRow) =>
  row.settledAt === null && row.status !== 'replaced' && row.status !== 'nothingDue'

/**
 * What happens when, if no instalment is paid from now on; in order of time. Empty before the draw and once all is over.
 * @param now The chain's time, seconds.
 */
export function wrongSteps(
  loan: LoanDetail,
  rows: readonly ScheduleRow[],
  now: number,
): readonly WrongStep[] {
  if (loan.status === 'defaulted' || loan.status === 'writtenOff') {
    const at = loan.position?.defaultedAt ?? null
    const from = loan.writeOffableFrom
    const steps: WrongStep[] = []
    if (at !== null)
      steps.push(
        { kind: 'defaulted', at, principal: BigInt(loan.outstandingPrincipal) },
        { kind: 'recovery', at },
      )
    if (from !== null) steps.push({ kind: 'writeOff', at: from })
    return steps
  }
  if (loan.status !== 'active' && loan.status !== 'late') return []
  const open = rows.filter(unpaid)
  const [first, second] = open
  if (!first) return []
  const { graceDays, defaultDays } = loan.terms
  const overdue = now > first.dueAt
  const defaultAt = loan.defaultableFrom ?? first.dueAt + defaultDays * DAY
  const graceAt = first.dueAt + graceDays * DAY
  const one = { at: first.dueAt, index: first.index, amount: amountOf(first) }
  const steps: WrongStep[] = [{ kind: overdue ? 'missed' : 'due', ...one }]
  if (overdue) steps.push({ kind: 'today', at: now, days: loan.daysPastDue, owed: wholeOf(loan.dueNow) })
  if (graceDays > 0 && graceAt > now) steps.push({ kind: 'graceEnd', at: graceAt, days: graceDays })
  const next = overdue ? open.find((row) => row.dueAt > now) : second
  if (next && next.dueAt < defaultAt)
    steps.push({ kind: 'next', at: next.dueAt, index: next.index, amount: amountOf(next) })
  steps.push({ kind: 'default', at: defaultAt, days: defaultDays }, { kind: 'recovery', at: defaultAt })
  return steps.sort((a, b) => a.at - b.at)
}
