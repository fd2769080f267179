import type { Schema } from '@hurong/scoring/explain'
import { formatDate } from '../format/date.ts'
import { numberFormat } from '../format/number.ts'
import type { I18n } from '../i18n/context.tsx'
import { columnLabel, saidLabel } from './modelFile.ts'

/** What a column of an application is called, told apart from others that the same input is made of. */
export function saidName(schema: Schema, column: string, { t, language }: I18n): string | undefined {
  const { role, type } = schema.columns[column] ?? {}
  if (role === 'issueDate') return t('credit.again.day')
  const name = columnLabel(schema, column)?.[language]
  return name && type === 'date' ? t('borrow.pre.since', { name }) : name
}

/** A figure in the locale's way, to the last digit that was said. */
function figure(text: `${number}`, unit: string | undefined, { t, locale }: I18n): string {
  const exact = { maximumFractionDigits: 20 } as const
  if (unit === 'fraction') return numberFormat(locale, { ...exact, style: 'percent' }).format(text)
  const plain = numberFormat(locale, exact).format(text)
  if (unit === undefined) return plain
  if (unit === 'months') return t('loans.term.month', { n: plain })
  return unit === '%' ? `${plain}%` : `${plain} ${unit}`
}

/** A value of an application as people read it; undefined where it is read as it is spelled. */
export function saidValue(schema: Schema, column: string, text: string, i18n: I18n): string | undefined {
  const { type, unit } = schema.columns[column] ?? {}
  const isNumber = type === 'number' && /^\d{1,15}(\.\d{1,15})?$/.test(text)
  const isDate = type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
  const value = isNumber
    ? figure(text as `${number}`, unit, i18n)
    : isDate
      ? formatDate(Date.parse(text) / 1000, i18n.locale, 'UTC')
      : saidLabel(schema, column, text, i18n)
  return value === text ? undefined : value
}
