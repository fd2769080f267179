import { DAY } from '@hurong/finance'
import { PARTICIPANT_STATUSES } from '../../participants/index.ts'
import { columns, eventIdOf, type Figures, keyOf, type Source, type Table } from './table.ts'

const kinds = ['person', 'firm', 'contract'] as const
const frozenStatus = PARTICIPANT_STATUSES.indexOf('frozen')

const participants = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events) {
    if (event.contract !== 'participants' || !('participantId' in event.args)) continue
    const key = keyOf(event.args.participantId)
    const row = rows.get(key)
    if (event.name === 'ParticipantRegistered' && row === undefined)
      rows.set(key, { status: 'active', reason_hash: null, registered_at: event.time })
    if (event.name === 'ClaimsSet' && row !== undefined) {
      const { kind, verifiedUntil, ...claims } = event.args.claims
      // The last day counts to its end.
      const until = (verifiedUntil + 1) * DAY - 1
      Object.assign(row, columns(claims), { kind: kinds[kind], verified_until: until })
    }
    if (event.name === 'StatusSet' && row !== undefined) {
      row.status = event.args.status === frozenStatus ? 'frozen' : 'active'
      row.reason_hash = event.args.reasonHash
    }
  }
  return rows
}

const wallets = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events) {
    if (event.name === 'ParticipantRegistered' || event.name === 'WalletAdded') {
      const { participantId, wallet } = event.args as { participantId: number; wallet: string }
      rows.set(keyOf(wallet), {
        participant_id: participantId,
        added_at: event.time,
        removed_at: null,
        added_by: eventIdOf(event),
      })
    }
    if (event.contract === 'participants' && event.name === 'WalletRemoved') {
      const row = rows.get(keyOf(event.args.wallet))
      if (row !== undefined) row.removed_at = event.time
    }
  }
  return rows
}

const relations = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events)
    if (event.contract === 'participants' && event.name === 'RelationSet')
      rows.set(keyOf(event.args.participantId, event.args.relatedId), { related: event.args.related })
  return rows
}

const policies = ({ books }: Source) =>
  new Map([...books.policies].map(([policyId, policy]) => [keyOf(policyId), columns({ ...policy })]))

/** Who takes part. */
export const participantTables: readonly Table[] = [
  { name: 'participants', keys: ['participant_id'], expected: participants },
  { name: 'wallets', keys: ['wallet'], expected: wallets },
  { name: 'relations', keys: ['participant_id', 'related_id'], expected: relations },
  { name: 'policies', keys: ['policy_id'], expected: policies },
]
