import { DAY } from '@hurong/finance'
import type { LoanStatus, Statistics } from '@hurong/sdk/api'
import { LoanStatus as LoanStatuses } from '@hurong/sdk/api/schemas'
import { sql } from 'drizzle-orm'
import { rowsOf } from '../database/database.ts'
import type { ReadAt } from '../http/context.ts'

type Text = string | number | null
type Sums = Record<string, Text> & { currency: string; status: LoanStatus; bucket: number }

const bucketNames = ['1-30', '31-60', '61-90', '91+'] as const
const sum = (rows: readonly Sums[], column: string): bigint =>
  rows.reduce((total, row) => total + BigInt(row[column] ?? 0), 0n)
const count = (rows: readonly Sums[]): number => rows.reduce((total, row) => total + Number(row.loans), 0)

const ofCurrency = (currency: string, rows: readonly Sums[]): Statistics['currencies'][number] => {
  const of = (...statuses: LoanStatus[]) => rows.filter(({ status }) => statuses.includes(status))
  const drawn = rows.filter(({ status }) => !['funding', 'funded', 'cancelled'].includes(status))
  const late = of('late')
  return {
    currency,
    loansDrawn: count(drawn),
    lent: sum(drawn, 'principal').toString(),
    principalRepaid: (sum(drawn, 'received_principal') + sum(drawn, 'recovered_principal')).toString(),
    outstandingOnTime: sum(of('active'), 'outstanding').toString(),
    outstandingLate: sum(late, 'outstanding').toString(),
    outstandingDefaulted: sum(of('defaulted', 'writtenOff'), 'outstanding').toString(),
    recovered: sum(drawn, 'recovered').toString(),
    interestReceived: sum(drawn, 'received_interest').toString(),
    lateInterestReceived: sum(drawn, 'received_late_interest').toString(),
    feesPaid: sum(drawn, 'fee').toString(),
    inFunding: sum(of('funding', 'funded'), 'raised').toString(),
    counts: Object.fromEntries(LoanStatuses.options.map((status) => [status, count(of(status))])) as Record<
      LoanStatus,
      number
    >,
    lateBuckets: bucketNames.map((bucket, i) => {
      const own = late.filter((row) => Number(row.bucket) === i)
      return { bucket, loans: count(own), principal: sum(own, 'outstanding').toString() }
    }),
    longestDaysPastDue: Math.max(0, ...late.map((row) => Number(row.longest ?? 0))),
  }
}

const sumsAt = (now: number) => sql`
  select currency, told as status,
    case when days <= 30 then 0 when days <= 60 then 1 when days <= 90 then 2 else 3 end as bucket,
    count(*) as loans, max(days) as longest, sum(principal)::text as principal,
    sum(outstanding_principal)::text as outstanding, sum(received_principal)::text as received_principal,
    sum(recovered_principal)::text as recovered_principal, sum(recovered)::text as recovered,
    sum(received_interest)::text as received_interest, sum(received_late_interest)::text as received_late_interest,
    sum(fee)::text as fee, sum(raised)::text as raised
  from (
    select loans.*, coalesce(greatest(0, (${now}::bigint - next_due_at) / ${DAY}::bigint), 0) as days,
      case when status = 'active' and grace_end_at < ${now}::bigint then 'late' else status end as told
    from loans
  ) held
  group by currency, told, bucket`

/** Figures of the whole platform, per currency. Every lent unit is repaid, on time, late or lost: in exactly one of them. */
export const readStatistics = async ({ database, deployment, now }: ReadAt): Promise<Statistics> => {
  const sums = rowsOf<Sums>(await database.execute(sumsAt(now)))
  const [people] = rowsOf<Record<string, Text>>(
    await database.execute(sql`select (select count(*) from participants) as participants,
      (select count(distinct holder) from holdings where subscribed > 0) as lenders,
      (select count(distinct borrower_id) from loans) as borrowers,
      (select avg(closed_at - requested_at) from loans where drawn_at is not null and closed_at is not null) as funding`),
  )
  return {
    at: now,
    currencies: deployment.currencies.map(({ address }) =>
      ofCurrency(
        address,
        sums.filter(({ currency }) => currency === address),
      ),
    ),
    participants: Number(people?.participants ?? 0),
    lenders: Number(people?.lenders ?? 0),
    borrowers: Number(people?.borrowers ?? 0),
    averageFundingSeconds: people?.funding == null ? null : Math.round(Number(people.funding)),
  }
}
