import { sentenceFor } from '../chain/reason.ts'
import { formatAmount } from '../format/amount.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './page.module.css'
import type { Standing } from './whyNot.ts'

/** Why whoever looks may fund none of the loans, told once before them; nothing where they may. */
export function MayNot({ standing }: { readonly standing: Standing | undefined }) {
  const i18n = useI18n()
  const { t, locale } = i18n
  const against = standing?.against
  if (!against) return null
  return (
    <p className={`notice warn ${styles.mayNot}`} role="status">
      {against.name === 'Cap12MonthsExceeded'
        ? t('market.mayNot.cap', { cap: formatAmount(BigInt(String(against.args.cap)), 0, locale, 'whole') })
        : sentenceFor(against, i18n)}
    </p>
  )
}
