/** Buckets of days past due, as statistics and the credit record count them. */
export const DELINQUENCY_BUCKETS = ['current', '1-30', '31-60', '61-90', '91+'] as const
export type DelinquencyBucket = (typeof DELINQUENCY_BUCKETS)[number]

/** The bucket of a number of whole days past due. */
export function bucketOf(daysPastDue: number): DelinquencyBucket {
  if (daysPastDue <= 0) return 'current'
  if (daysPastDue <= 30) return '1-30'
  if (daysPastDue <= 60) return '31-60'
  if (daysPastDue <= 90) return '61-90'
  return '91+'
}
