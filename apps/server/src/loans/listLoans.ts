import { GRADES, METHODS, PURPOSES } from '@hurong/sdk'
import type { LoanPage } from '@hurong/sdk/api'
import { type LoanQuery, LoanStatus } from '@hurong/sdk/api/schemas'
import { and, asc, count, desc, eq, gte, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { loans } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { decodeCursor, pageOf } from '../http/cursor.ts'
import { listParameter } from '../http/listParameter.ts'
import { statusIs } from './statusIs.ts'
import { summaryOf } from './summary.ts'

type Query = z.output<typeof LoanQuery>

const columns = {
  newest: loans.number,
  rate: loans.annualRate,
  term: loans.termDays,
  fundedShare: loans.fundedShare,
  deadline: loans.fundingDeadline,
  principal: loans.principal,
  grade: loans.grade,
  pd: loans.pd12Months,
  expectedReturn: loans.expectedReturn,
} as const

const assessmentSorts: ReadonlySet<string> = new Set(['grade', 'pd', 'expectedReturn'])

const filtersOf = (query: Query, now: number): SQL | undefined => {
  const statuses = listParameter('status', LoanStatus.options, query.status)
  const methods = listParameter('method', METHODS, query.method)
  const purposes = listParameter('purpose', PURPOSES, query.purpose)
  const grades = listParameter('grade', GRADES, query.grade)
  const over = <C extends Parameters<typeof gte>[0]>(column: C, value: number | undefined) =>
    value === undefined ? undefined : gte(column as never, value)
  const under = <C extends Parameters<typeof lte>[0]>(column: C, value: number | undefined) =>
    value === undefined ? undefined : lte(column as never, value)
  return and(
    statuses && or(...statuses.map((status) => statusIs(status, now))),
    methods && inArray(loans.method, methods),
    purposes &&
      inArray(
        loans.purpose,
        purposes.map((purpose) => PURPOSES.indexOf(purpose)),
      ),
    grades &&
      inArray(
        loans.grade,
        grades.map((grade) => GRADES.indexOf(grade)),
      ),
    under(loans.pd12Months, query.maxPd),
    // What nobody assessed has no place in an order by assessment.
    assessmentSorts.has(query.sort) ? isNotNull(columns[query.sort]) : undefined,
    query.currency === undefined ? undefined : eq(loans.currency, query.currency),
    query.borrower === undefined ? undefined : eq(loans.borrowerId, query.borrower),
    over(loans.annualRate, query.minRate),
    under(loans.annualRate, query.maxRate),
    over(loans.termDays, query.minTermDays),
    under(loans.termDays, query.maxTermDays),
    over(loans.fundedShare, query.minFundedShare),
    under(loans.fundedShare, query.maxFundedShare),
  )
}

/** What a listing adds up to, found in one walk over it. Sums cost a third more than a count, so they are made where they are meant. */
const totalsOf = async (
  { database }: ReadAt,
  { status }: Query,
  filters: SQL | undefined,
): Promise<Pick<LoanPage, 'total' | 'leftToFund'>> => {
  if (status !== 'funding') return { total: await database.$count(loans, filters) }
  const ofEach = await database
    .select({
      currency: loans.currency,
      loans: count(),
      units: sql<string>`sum(${loans.principal} - ${loans.raised})`,
    })
    .from(loans)
    .where(filters)
    .groupBy(loans.currency)
    .orderBy(loans.currency)
  return {
    total: ofEach.reduce((total, { loans: some }) => total + some, 0),
    leftToFund: ofEach.map(({ currency, units }) => ({ currency, units })),
  }
}

/** A page of loans. What the listing adds up to comes with the first page alone: the later ones are of the same listing. */
export const listLoans = async (read: ReadAt, query: Query): Promise<LoanPage> => {
  const { database, now } = read
  const filters = filtersOf(query, now)
  const column = columns[query.sort]
  const direction = query.order === 'asc' ? asc : desc
  let after: SQL | undefined
  if (query.cursor !== undefined) {
    const [value, number] = decodeCursor(query.cursor, ['amount', 'number'])
    const sign = sql.raw(query.order === 'asc' ? '>' : '<')
    after = sql`(${column}, ${loans.number}) ${sign} (${value}::numeric, ${number}::bigint)`
  }
  const rows = await database
    .select()
    .from(loans)
    .where(and(filters, after))
    .orderBy(direction(column), direction(loans.number))
    .limit(query.limit + 1)
  const cursorOf = (loan: (typeof rows)[number]) => [
    {
      newest: loan.number,
      rate: loan.annualRate,
      term: loan.termDays,
      fundedShare: loan.fundedShare,
      deadline: loan.fundingDeadline,
      principal: loan.principal,
      grade: loan.grade ?? 0,
      pd: loan.pd12Months ?? 0,
      expectedReturn: loan.expectedReturn ?? 0,
    }[query.sort],
    loan.number,
  ]
  const page = pageOf(rows, query.limit, (loan) => summaryOf(loan, now), cursorOf)
  return query.cursor === undefined ? { ...page, ...(await totalsOf(read, query, filters)) } : page
}
