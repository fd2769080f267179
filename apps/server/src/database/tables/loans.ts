import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, numeric, pgTable, text } from 'drizzle-orm/pg-core'
import { address, baseUnits, hash, time, uint256, whole } from '../columns.ts'

/** Statuses as stored. Late is no status but a date: `active` and past `graceEndAt`. */
export const storedStatuses = [
  'funding',
  'funded',
  'active',
  'repaid',
  'defaulted',
  'recovered',
  'writtenOff',
  'cancelled',
] as const

/** A loan: its terms, its raise, its position (docs/loan-arithmetic.md). Base units, millionths, seconds. */
export const loans = pgTable(
  'loans',
  {
    loanId: uint256('loan_id').primaryKey(),
    number: whole('number').notNull(),
    status: text('status', { enum: storedStatuses }).notNull(),
    currency: address('currency').notNull(),
    borrowerId: whole('borrower_id').notNull(),
    productId: whole('product_id').notNull(),
    wallet: address('wallet').notNull(),
    purpose: integer('purpose').notNull(),
    autoRepay: boolean('auto_repay').notNull(),
    termsHash: hash('terms_hash').notNull(),
    zhHash: hash('zh_hash').notNull(),
    enHash: hash('en_hash').notNull(),
    // Terms. `principal` becomes what was raised at draw.
    principal: baseUnits('principal'),
    annualRate: whole('annual_rate').notNull(),
    lateRate: whole('late_rate').notNull(),
    method: text('method', {
      enum: ['equalInstalment', 'equalPrincipal', 'interestOnly', 'bullet'],
    }).notNull(),
    unit: text('unit', { enum: ['month', 'week', 'day'] }).notNull(),
    interval: integer('interval').notNull(),
    count: integer('count').notNull(),
    interestOnlyCount: integer('interest_only_count').notNull(),
    graceDays: integer('grace_days').notNull(),
    defaultDays: integer('default_days').notNull(),
    writeOffDays: integer('write_off_days').notNull(),
    originationFee: whole('origination_fee').notNull(),
    reflectionPeriod: whole('reflection_period').notNull(),
    drawPeriod: whole('draw_period').notNull(),
    leastShare: whole('least_share').notNull(),
    leastTicket: baseUnits('least_ticket'),
    /** Months count 30 days, weeks 7. */
    termDays: integer('term_days').notNull(),
    // Raise.
    requestedAt: time('requested_at').notNull(),
    fundingDeadline: time('funding_deadline').notNull(),
    raised: baseUnits('raised'),
    /** Raised of principal, millionths, rounded down. */
    fundedShare: integer('funded_share').notNull(),
    lenders: integer('lenders').notNull(),
    closedAt: time('closed_at'),
    drawableFrom: time('drawable_from'),
    /** The draw fee, 0 before the draw. */
    fee: baseUnits('fee'),
    drawnAt: time('drawn_at'),
    // Position. `instalment` is what it would be if drawn now, before the draw.
    outstandingPrincipal: baseUnits('outstanding_principal'),
    instalment: baseUnits('instalment'),
    nextInstalment: integer('next_instalment').notNull(),
    interestPaid: baseUnits('interest_paid'),
    principalPaid: baseUnits('principal_paid'),
    accrualStart: time('accrual_start').notNull(),
    lateInterestOwed: baseUnits('late_interest_owed'),
    lateAccruedUntil: time('late_accrued_until').notNull(),
    interestOwed: baseUnits('interest_owed'),
    defaultedAt: time('defaulted_at'),
    writtenOffAt: time('written_off_at'),
    endedAt: time('ended_at'),
    // Dates by which it is told, in SQL, whether a loan is late; all of the oldest unpaid instalment.
    nextDueAt: time('next_due_at'),
    graceEndAt: time('grace_end_at'),
    defaultableFrom: time('defaultable_from'),
    // What came in.
    receivedLateInterest: baseUnits('received_late_interest'),
    receivedInterest: baseUnits('received_interest'),
    receivedPrincipal: baseUnits('received_principal'),
    /** The whole of what came in after default; not part of the three above. */
    recovered: baseUnits('recovered'),
    /** The principal part of `recovered`. */
    recoveredPrincipal: baseUnits('recovered_principal'),
    // The loan's own instalment counters.
    instalmentsSettled: integer('instalments_settled').notNull(),
    onTime: integer('on_time').notNull(),
    late1To30: integer('late_1_to_30').notNull(),
    late31To60: integer('late_31_to_60').notNull(),
    late61To90: integer('late_61_to_90').notNull(),
    late91Plus: integer('late_91_plus').notNull(),
    // Of the assessment it was asked for on; null without one. The rest stands in `assessments`.
    assessmentHash: hash('assessment_hash'),
    modelHash: hash('model_hash'),
    /** 0 to 6 for A to G. */
    grade: integer('grade'),
    pd12Months: integer('pd_12_months'),
    pdLife: integer('pd_life'),
    assessmentReasons: numeric('assessment_reasons', { precision: 78, scale: 0, mode: 'bigint' }),
    assessmentIssuedAt: time('assessment_issued_at'),
    assessmentExpiresAt: time('assessment_expires_at'),
    /** What a lender earns on average, millionths a year: `expectedReturnOf`. */
    expectedReturn: integer('expected_return'),
  },
  (t) => [
    // A loan's page, and the listing by newest.
    index('loans_by_number').on(t.number),
    // The listing of one status, by newest.
    index('loans_by_status').on(t.status, t.number),
    // The listing's other orders; the number makes each cursor exact.
    index('loans_by_rate').on(t.annualRate, t.number),
    index('loans_by_term').on(t.termDays, t.number),
    index('loans_by_funded_share').on(t.fundedShare, t.number),
    index('loans_by_deadline').on(t.fundingDeadline, t.number),
    index('loans_by_principal').on(t.principal, t.number),
    // The same of loans that quoted an assessment.
    index('loans_by_grade').on(t.grade, t.number).where(sql`${t.grade} is not null`),
    index('loans_by_pd').on(t.pd12Months, t.number).where(sql`${t.pd12Months} is not null`),
    index('loans_by_expected_return')
      .on(t.expectedReturn, t.number)
      .where(sql`${t.expectedReturn} is not null`),
    // The track record of a model.
    index('loans_by_model').on(t.modelHash, t.drawnAt).where(sql`${t.modelHash} is not null`),
    // A borrower's loans, newest first.
    index('loans_by_borrower').on(t.borrowerId, t.number),
    // Late loans: active ones past their grace.
    index('loans_by_grace_end').on(t.graceEndAt).where(sql`${t.status} = 'active'`),
    check(
      'loans_principal_is_somewhere',
      sql`${t.drawnAt} is null or ${t.principal} = ${t.outstandingPrincipal} + ${t.receivedPrincipal} + ${t.recoveredPrincipal}`,
    ),
    check('loans_recovered', sql`${t.recoveredPrincipal} <= ${t.recovered}`),
    check(
      'loans_settled',
      sql`${t.instalmentsSettled} = ${t.onTime} + ${t.late1To30} + ${t.late31To60} + ${t.late61To90} + ${t.late91Plus}`,
    ),
  ],
)
