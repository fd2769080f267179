import type { Address } from 'viem'
import type { TimedLog } from '../events/index.ts'
import type { Announced, Books } from './books.ts'

const lower = (address: string): Address => address.toLowerCase() as Address

const announced = <Value>(
  held: Announced<Value> | undefined,
  { value, bindsAt }: { value: Value; bindsAt: bigint },
  now: number,
): Announced<Value> => {
  const before = held === undefined ? value : now >= held.bindsAt ? held.value : held.before
  return { value, bindsAt: Number(bindsAt), before }
}

/** Reads into the books what is offered, what it costs and who may change it. */
export const replayRules = (books: Books, event: TimedLog): void => {
  if (event.contract === 'accessManager') books.powers.push(event)
  else if (event.name === 'AuthorityUpdated')
    books.authorities.set(event.contract, lower(event.args.authority))
  else if (event.contract === 'loans' && event.name === 'ProductSet')
    books.products.set(event.args.productId, { ...event.args.product })
  else if (event.contract === 'fees' && event.name === 'FeeAnnounced') {
    const { productId, originationFee: value, bindsAt } = event.args
    books.fees.set(productId, announced(books.fees.get(productId), { value, bindsAt }, event.time))
  } else if (event.contract === 'fees' && event.name === 'FeePayeeAnnounced') {
    const { payee, bindsAt } = event.args
    books.feePayee = announced(books.feePayee, { value: lower(payee), bindsAt }, event.time)
  }
}
