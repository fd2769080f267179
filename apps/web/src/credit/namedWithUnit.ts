import type { I18n } from '../i18n/context.tsx'

/** What a field is called with the unit it is given in, where the name does not say it itself. */
export function namedWithUnit(name: string, unit: string | undefined, { t }: Pick<I18n, 't'>): string {
  if (!unit) return name
  if (unit === 'fraction') return t('borrow.pre.named', { name, unit: t('borrow.pre.fraction') })
  if (unit !== 'months') return t('borrow.pre.named', { name, unit })
  return /月|month/i.test(name) ? name : t('borrow.pre.named', { name, unit: t('borrow.pre.months') })
}
