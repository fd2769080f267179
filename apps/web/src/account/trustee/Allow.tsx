import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Problem } from '../../components/Problem.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { formatDateTime } from '../../format/date.ts'
import { useI18n } from '../../i18n/context.tsx'
import { Change } from '../own/Change.tsx'
import { type OwnActing, useOwn } from '../own/useOwn.ts'
import { useWords } from '../words/words.ts'

type Hex = `0x${string}`

/**
 * Lets a trustee's own account sign for the one it is to help: until then one confirmation signs for the platform alone. It
 * is done once, best when one is named and not when help is needed.
 */
export function Allow({
  platform,
  acting,
  account,
}: {
  readonly platform: Platform
  readonly acting: OwnActing
  readonly account: Hex
}) {
  const { t } = useWords()
  const { locale } = useI18n()
  const read = useOwn(platform, acting)
  const { data: domain } = useQuery({
    queryKey: ['recoveryDomain', platform.chainId, account],
    queryFn: async () => (await import('@hurong/sdk/accounts')).recoveryDomain(platform.chainId, account),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (read.own === null)
    return read.error ? <Problem error={read.error} onRetry={read.retry} /> : <Skeleton height={80} />
  const waiting =
    domain && read.own.history.announced.find(({ executionData }) => executionData.includes(domain.slice(2)))
  if (waiting)
    return (
      <p className="late">{t('trustee.allow.waits', { time: formatDateTime(waiting.readyAt, locale) })}</p>
    )
  return (
    <>
      <p>{t('trustee.allow.why')}</p>
      <Change
        own={read.own}
        needs="both"
        label={t('trustee.allow.do')}
        calls={(sdk) => [
          sdk.setDomainAllowedCall(acting.address, sdk.recoveryDomain(platform.chainId, account), true),
        ]}
      />
    </>
  )
}
