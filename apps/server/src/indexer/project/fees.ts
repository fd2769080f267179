import type { IndexedEvent } from '../event.ts'
import type { RowStore } from '../rowStore.ts'

/** Applies an event of `Fees`. */
export const projectFees = (rows: RowStore, event: IndexedEvent & { contract: 'fees' }): void => {
  if (event.name !== 'FeeAnnounced') return
  const { productId, originationFee, bindsAt } = event.args
  rows.append('fees', { id: event.id, productId, originationFee, bindsAt: Number(bindsAt) })
}
