import type { Holding } from '@hurong/sdk/api'

export const shownKinds = ['all', 'onTime', 'late', 'defaulted', 'funding', 'ended'] as const
export type ShownKind = (typeof shownKinds)[number]
export const orders = ['lateFirst', 'greatest', 'nextDue', 'newest'] as const
export type Order = (typeof orders)[number]

/** Whether a holding's loan is not drawn yet: nothing of it is owed, and what was put in is all there is to show. */
export const isRaising = ({ loan }: Pick<Holding, 'loan'>): boolean =>
  loan.status === 'funding' || loan.status === 'funded'

/** Which of the kinds a holding is shown under. */
export function kindOf({ loan }: Holding): Exclude<ShownKind, 'all'> {
  switch (loan.status) {
    case 'active':
      return 'onTime'
    case 'late':
      return 'late'
    case 'defaulted':
    case 'writtenOff':
      return 'defaulted'
    case 'funding':
    case 'funded':
      return 'funding'
    default:
      return 'ended'
  }
}

const rank = { late: 0, defaulted: 1, funding: 2, onTime: 3, ended: 4 } as const
const descending = (a: bigint, b: bigint) => (a > b ? -1 : a < b ? 1 : 0)

const compare: Record<Order, (a: Holding, b: Holding) => number> = {
  lateFirst: (a, b) =>
    rank[kindOf(a)] - rank[kindOf(b)] ||
    b.loan.daysPastDue - a.loan.daysPastDue ||
    descending(BigInt(a.outstanding), BigInt(b.outstanding)),
  greatest: (a, b) => descending(BigInt(a.balance), BigInt(b.balance)),
  nextDue: (a, b) =>
    (a.loan.nextDueAt ?? Number.MAX_SAFE_INTEGER) - (b.loan.nextDueAt ?? Number.MAX_SAFE_INTEGER),
  newest: (a, b) => b.loan.number - a.loan.number,
}

/** Holdings of one kind in an order; late ones first unless asked otherwise. */
export const arranged = (holdings: readonly Holding[], kind: ShownKind, order: Order): readonly Holding[] =>
  holdings.filter((holding) => kind === 'all' || kindOf(holding) === kind).toSorted(compare[order])
