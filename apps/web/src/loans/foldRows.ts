import type { Schedule, ScheduleRow } from '@hurong/sdk/api'

/** Rows added up: one row of the table for many of the schedule, or its last line. */
export interface FoldedRows {
  readonly from: number
  readonly to: number
  readonly principal: bigint
  readonly interest: bigint
  readonly amount: bigint
  /** Null while nothing of it is due or paid. */
  readonly paid: bigint | null
  /** Greatest days late among them; null while none is due. */
  readonly daysLate: number | null
  /** Whether one word says how all of them stand. */
  readonly sameStatus: boolean
}

const counted = (rows: readonly ScheduleRow[]) => rows.filter(({ status }) => status !== 'replaced')

export function addRows(rows: readonly ScheduleRow[]): FoldedRows {
  let principal = 0n
  let interest = 0n
  let paid = 0n
  for (const row of counted(rows)) {
    principal += BigInt(row.principal)
    interest += BigInt(row.interest)
    paid += BigInt(row.paid)
  }
  const days = rows.flatMap(({ daysLate }) => (daysLate === null ? [] : [daysLate]))
  return {
    from: rows[0]?.index ?? 0,
    to: rows.at(-1)?.index ?? 0,
    principal,
    interest,
    amount: principal + interest,
    paid: paid > 0n || days.length > 0 ? paid : null,
    daysLate: days.length > 0 ? Math.max(...days) : null,
    sameStatus: rows.every(({ status }) => status === rows[0]?.status),
  }
}

/** What no row of a schedule asks for, base units. */
export interface BesideRows {
  /** Paid ahead of schedule; null where nothing was or it is not known. */
  readonly prepaid: { readonly principal: bigint; readonly interest: bigint } | null
  /** What came in after a default; null for a loan that has seen none. */
  readonly recovered: bigint | null
}

/** The last line of a schedule: its rows, and what was paid beside them. */
export function addAll(rows: readonly ScheduleRow[], { prepaid, recovered }: BesideRows): FoldedRows {
  const scheduled = addRows(rows)
  if (prepaid === null && recovered === null) return scheduled
  const { principal = 0n, interest = 0n } = prepaid ?? {}
  return {
    ...scheduled,
    principal: scheduled.principal + principal,
    interest: scheduled.interest + interest,
    amount: scheduled.amount + principal + interest,
    // What came after a default settled no instalment, but it was paid.
    paid: (scheduled.paid ?? 0n) + principal + interest + (recovered ?? 0n),
  }
}

/** What a schedule tells was paid ahead of it; null where nothing was. */
export function prepaidOf(prepaid: Schedule['prepaid']): BesideRows['prepaid'] {
  const principal = BigInt(prepaid?.principal ?? 0)
  const interest = BigInt(prepaid?.interest ?? 0)
  return principal + interest === 0n ? null : { principal, interest }
}

/** Rows shown one by one around where the loan stands; before and after they are folded away. */
const around = { before: 5, after: 4 }

/** Folding fewer than this many rows saves nothing. */
const worthFolding = 3

/** Cuts a schedule into what is folded away at its start, what is shown, and what is folded away at its end. */
export function foldSchedule(rows: readonly ScheduleRow[]): {
  readonly head: readonly ScheduleRow[]
  readonly shown: readonly ScheduleRow[]
  readonly tail: readonly ScheduleRow[]
} {
  const open = rows.findIndex(({ settledAt, status }) => settledAt === null && status !== 'nothingDue')
  const here = open === -1 ? rows.length - 1 : open
  const from = here - around.before < worthFolding ? 0 : here - around.before
  const to = rows.length - (here + around.after) < worthFolding ? rows.length : here + around.after
  return { head: rows.slice(0, from), shown: rows.slice(from, to), tail: rows.slice(to) }
}
