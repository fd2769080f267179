import { formatDate } from '../../format/date.ts'
import { shortened } from '../../format/shortened.ts'
import { useI18n } from '../../i18n/context.tsx'
import { useKnownPasskeys } from '../passkey/known.ts'
import { useWords } from '../words/words.ts'
import { isPlatformsCoSigner } from './coSigner.ts'
import { type Own, pointIn } from './useOwn.ts'

type Hex = `0x${string}`

/** What a signer is called here: by its name if this browser knows it, else by what it is or when it was added. */
export function useSignerName({ platform, here, history }: Pick<Own, 'platform' | 'here' | 'history'>) {
  const { t } = useWords()
  const { locale } = useI18n()
  const known = useKnownPasskeys()
  return (signer: Hex): string => {
    if (isPlatformsCoSigner(platform, signer)) return t('own.signer.codes')
    const publicKey = pointIn(signer)
    if (publicKey === null) return t('own.signer.wallet', { address: shortened(signer) })
    const named = [...known, ...here].find((one) => one.publicKey === publicKey)
    if (named) return named.name
    const since = history.signerSince.get(signer.toLowerCase() as Hex)
    return since === undefined
      ? t('own.signer.unknown')
      : t('own.signer.since', { date: formatDate(since, locale) })
  }
}
