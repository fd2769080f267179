import type { Address } from 'viem'
import type { TimedLog } from '../events/index.ts'
import { type Books, bookOf, type ParticipantBook } from './books.ts'

export type ParticipantsLog = Extract<TimedLog, { contract: 'participants' }>

const participantOf = (books: Books, participantId: number): ParticipantBook =>
  bookOf(books.participants, participantId, () => ({
    participantId,
    claims: undefined,
    status: 0,
    wallets: new Set(),
    per12Months: 0,
  }))

/** How the books name a pair, whichever way round. */
export const pairOf = (one: number, other: number): string =>
  `${Math.min(one, other)}-${Math.max(one, other)}`

const addWallet = (books: Books, participantId: number, wallet: string): void => {
  const address = wallet.toLowerCase() as Address
  books.formerWallets.delete(address)
  participantOf(books, participantId).wallets.add(address)
}

/** Reads an event of `Participants` into the books. */
export const replayParticipants = (books: Books, event: ParticipantsLog): void => {
  switch (event.name) {
    case 'ParticipantRegistered': {
      addWallet(books, event.args.participantId, event.args.wallet)
      participantOf(books, event.args.participantId).status = 1
      return
    }
    case 'ClaimsSet':
      participantOf(books, event.args.participantId).claims = event.args.claims
      return
    case 'WalletAdded':
      addWallet(books, event.args.participantId, event.args.wallet)
      return
    case 'WalletRemoved': {
      const wallet = event.args.wallet.toLowerCase() as Address
      participantOf(books, event.args.participantId).wallets.delete(wallet)
      books.formerWallets.set(wallet, event.args.participantId)
      return
    }
    case 'StatusSet':
      participantOf(books, event.args.participantId).status = event.args.status
      return
    case 'RelationSet': {
      const { participantId, relatedId, related } = event.args
      books.related.set(pairOf(participantId, relatedId), related)
      return
    }
    case 'LimitsSet':
      participantOf(books, event.args.participantId).per12Months = Number(event.args.per12Months)
      return
    case 'PolicySet':
      books.policies.set(event.args.policyId, event.args.policy)
      return
  }
}
