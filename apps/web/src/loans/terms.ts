import type { LoanSummary, LoanTerms } from '@hurong/sdk/api'
import type { I18n } from '../i18n/context.tsx'

/** The whole term: 36个月, 26 weeks. */
export const termText = ({ terms }: Pick<LoanSummary, 'terms'>, { t }: I18n): string =>
  t(`loans.term.${terms.unit}`, { n: terms.interval * terms.count })

/** A term that is told in days, of which a month counts 30: 12个月 of 360, 26 weeks of 182, 100 days. */
export function daysText(days: number, { t }: Pick<I18n, 't'>): string {
  const units = [
    ['month', 30],
    ['week', 7],
  ] as const
  const [unit, length] = units.find(([, own]) => days > 0 && days % own === 0) ?? (['day', 1] as const)
  return t(`loans.term.${unit}`, { n: days / length })
}

/** How often it is paid: 每月还，共36期. */
export function rhythmText(terms: LoanTerms, { t, language }: I18n): string {
  if (terms.method === 'bullet' || terms.count === 1) return t('loans.once')
  const every =
    terms.interval === 1
      ? t(`loans.every.${terms.unit}`)
      : t(`loans.every.${terms.unit}s`, { n: terms.interval })
  return [every, t('loans.instalments', { n: terms.count })].join(language === 'zh' ? '，' : ', ')
}

/** What is still missing of a raise, base units; never below zero. */
export function leftToFund({ terms, raised }: Pick<LoanSummary, 'terms' | 'raised'>): bigint {
  const left = BigInt(terms.principal) - BigInt(raised)
  return left > 0n ? left : 0n
}
