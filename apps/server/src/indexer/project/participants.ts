import { DAY } from '@hurong/finance'
import { PARTICIPANT_STATUSES } from '@hurong/sdk'
import type { IndexedEvent } from '../event.ts'
import type { RowStore } from '../rowStore.ts'

const kinds = ['person', 'firm', 'contract'] as const
const frozenStatus = PARTICIPANT_STATUSES.indexOf('frozen')

const addWallet = (rows: RowStore, event: IndexedEvent, wallet: string, participantId: number): void => {
  rows.put('wallets', {
    wallet,
    participantId,
    addedAt: event.at,
    removedAt: null,
    addedBy: event.id,
  })
}

/** Applies an event of `Participants`. */
export const projectParticipants = (
  rows: RowStore,
  event: IndexedEvent & { contract: 'participants' },
): void => {
  switch (event.name) {
    case 'ParticipantRegistered': {
      const { participantId, wallet } = event.args
      if (rows.find('participants', { participantId }) === undefined)
        rows.put('participants', {
          participantId,
          kind: 'person',
          status: 'active',
          reasonHash: null,
          country: 0,
          level: 0,
          investorClass: 0,
          policyId: 0,
          verifiedUntil: 0,
          registeredAt: event.at,
        })
      addWallet(rows, event, wallet, participantId)
      break
    }
    case 'ClaimsSet': {
      const { participantId, claims } = event.args
      const participant = rows.edit('participants', { participantId })
      participant.kind = kinds[claims.kind] ?? 'person'
      participant.level = claims.level
      participant.country = claims.country
      participant.investorClass = claims.investorClass
      participant.policyId = claims.policyId
      participant.verifiedUntil = (claims.verifiedUntil + 1) * DAY - 1
      break
    }
    case 'WalletAdded':
      addWallet(rows, event, event.args.wallet, event.args.participantId)
      break
    case 'WalletRemoved':
      rows.edit('wallets', { wallet: event.args.wallet }).removedAt = event.at
      break
    case 'StatusSet': {
      const participant = rows.edit('participants', { participantId: event.args.participantId })
      participant.status = event.args.status === frozenStatus ? 'frozen' : 'active'
      participant.reasonHash = event.args.reasonHash
      break
    }
    case 'RelationSet':
      rows.put('relations', event.args)
      break
    case 'PolicySet': {
      const { policyId, policy } = event.args
      rows.put('policies', { policyId, ...policy })
      break
    }
  }
}
