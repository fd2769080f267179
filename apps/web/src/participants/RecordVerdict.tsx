import type { Participant } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { keys, platformQuery } from '../api/queries.ts'
import { useServerGone } from '../api/reachability.ts'
import { isUnreachable, openChain } from '../explorer/chain.ts'
import { Verdict } from '../explorer/Verdict.tsx'
import { useI18n } from '../i18n/context.tsx'
import { recordDifferences } from './record.ts'

/** Whether the record shown is the one the contract keeps, asked of a node by this browser. */
export function RecordVerdict({ participant }: { readonly participant: Participant }) {
  const { t } = useI18n()
  const gone = useServerGone()
  const { participantId, record } = participant
  const { data: platform } = useQuery(platformQuery)
  const { data, isPending, isError, error } = useQuery({
    queryKey: [...keys.participant(participantId), 'stored'],
    queryFn: async () => (await openChain()).record.readRecord({ participantId }),
    enabled: platform !== undefined,
    retry: false,
  })
  if (isPending) return <Verdict kind="checking" />
  if (isError) return <Verdict kind={isUnreachable(error) ? 'unreachable' : 'unchecked'} />
  // Without the server the record on the page is the contract's own: there is nothing to hold it against.
  if (gone) return <Verdict kind="equal">{t('explorer.fromChain')}</Verdict>
  if (recordDifferences(record, data).length > 0) return <Verdict kind="differs" />
  return <Verdict kind="equal">{t('participants.verdict.equal')}</Verdict>
}
