import { formatRate, formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'

/** A yearly rate in millionths. */
export function Rate({ millionths }: { readonly millionths: number }) {
  const { locale } = useI18n()
  return <span className="nowrap">{formatRate(millionths, locale)}</span>
}

/** A share in millionths. */
export function Share({ millionths }: { readonly millionths: number | bigint }) {
  const { locale } = useI18n()
  return <span className="nowrap">{formatShare(millionths, locale)}</span>
}
