import { formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'

const whole = 1_000_000

/** What of an open sum is counted as lost when a loan fails, in a sentence. Millionths. */
export function LossGivenDefault({ share }: { readonly share: number }) {
  const { t, locale } = useI18n()
  return (
    <>
      {share === whole
        ? t('credit.loss.all')
        : t('credit.loss.learnt', { share: formatShare(share, locale) })}
    </>
  )
}
