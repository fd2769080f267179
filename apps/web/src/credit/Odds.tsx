import { useI18n } from '../i18n/context.tsx'
import { ofHundred } from './grades.ts'

/** A probability to fail over a loan's life, millionths, as a sentence of a hundred loans. */
export function Odds({ pd }: { readonly pd: number }) {
  const { t } = useI18n()
  const n = ofHundred(pd)
  return <>{n === 0 ? t('credit.odds.few') : t('credit.odds', { n })}</>
}

/** The same as a figure beside its label. */
export function OddsInShort({ pd }: { readonly pd: number }) {
  const { t } = useI18n()
  const n = ofHundred(pd)
  return <>{n === 0 ? t('credit.ofHundred.few') : t('credit.ofHundred', { n })}</>
}
