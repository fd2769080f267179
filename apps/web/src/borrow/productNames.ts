import type { Product } from '@hurong/sdk/api'
import type { I18n } from '../i18n/context.tsx'
import { monthsAllowed } from './offer.ts'

/**
 * What products are called, by their id. The chain gives them numbers alone, so that the name is made of what tells them
 * apart: whom it is for (only loans to a person have days to reflect), how long it may run, the currency, and whether it asks for
 * an assessment. Two that are
 * alike in all of it are told apart by their number.
 */
export function productNames(
  products: readonly Product[],
  nameOfCurrency: (address: string) => string,
  { t }: Pick<I18n, 't'>,
): ReadonlyMap<number, string> {
  const plain = new Map(
    products.map((product) => {
      const name = t(product.reflectionPeriod > 0 ? 'borrow.product.personal' : 'borrow.product.business', {
        n: monthsAllowed(product).greatest,
        currency: nameOfCurrency(product.currency),
      })
      return [product.productId, product.assessed ? t('borrow.product.assessed', { name }) : name]
    }),
  )
  const taken = (name: string) => [...plain.values()].filter((one) => one === name).length > 1
  return new Map(
    [...plain].map(([id, name]) => [id, taken(name) ? t('borrow.product.numbered', { name, id }) : name]),
  )
}
