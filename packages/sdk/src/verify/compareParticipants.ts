import type { Address } from 'viem'
import type { ReadContext } from '../client/index.ts'
import { read } from '../client/index.ts'
import { loanNumberOf, loanReference } from '../notes/index.ts'
import { type Books, instalmentsOf, type LoanBook } from './books.ts'
import type { Check } from './compareNotes.ts'
import { differences } from './difference.ts'

/** Whose a wallet is; 0 of one that was removed. */
const walletCheck =
  (context: ReadContext, at: bigint, wallet: Address, participant: number): Check =>
  async () => {
    const found = await read(context, 'participants', 'participantOf', [wallet], at)
    return differences(`wallet ${wallet}`, { participant }, { participant: found })
  }

const noLimits = { perLoan: 0, perPair: 0, per12Months: 0, perBorrower: 0 }

/** Policies that were set, and those that participants are held to. */
const policiesIn = (books: Books): number[] => {
  const held = [...books.participants.values()].flatMap(({ claims }) => claims?.policyId ?? [])
  return [...new Set([...books.policies.keys(), ...held])]
}

/** Participants with their wallets, claims and relations. */
export const participantChecks = (context: ReadContext, at: bigint, books: Books): Check[] => [
  async () =>
    differences(
      'participants',
      { count: books.participants.size },
      { count: await read(context, 'participants', 'participantCount', [], at) },
    ),
  ...[...books.participants.values()].map((participant) => async () => {
    const { participantId, status, claims, per12Months } = participant
    const [foundStatus, foundClaims, wallets, [, cap]] = await Promise.all([
      read(context, 'participants', 'statusOf', [participantId], at),
      read(context, 'participants', 'claimsOf', [participantId], at),
      read(context, 'participants', 'walletsOf', [participantId], at),
      read(context, 'participants', 'usageOf', [participantId], at),
    ])
    const where = `participant ${participantId}`
    const sorted = (all: Iterable<string>) =>
      [...all]
        .map((wallet) => wallet.toLowerCase())
        .sort()
        .join(' ')
    return [
      ...differences(
        where,
        { status, wallets: sorted(participant.wallets), per12Months },
        { status: foundStatus, wallets: sorted(wallets), per12Months: cap },
      ),
      ...differences(where, claims === undefined ? { claims: 'none' } : { ...claims }, { ...foundClaims }),
    ]
  }),
  ...[...books.participants.values()].flatMap(({ participantId, wallets }) =>
    [...wallets].map((wallet) => walletCheck(context, at, wallet, participantId)),
  ),
  ...[...books.formerWallets.keys()].map((wallet) => walletCheck(context, at, wallet, 0)),
  ...[...books.related].map(([pair, related]) => async () => {
    const [one = 0, other = 0] = pair.split('-').map(Number)
    const found = await read(context, 'participants', 'areRelated', [one, other], at)
    return differences(`participants ${one} and ${other}`, { related }, { related: found })
  }),
  ...policiesIn(books).map(
    (policyId) => async () =>
      differences(
        `policy ${policyId}`,
        { ...(books.policies.get(policyId) ?? noLimits) },
        { ...(await read(context, 'participants', 'policy', [policyId], at)) },
      ),
  ),
]

/** Statuses of loans that count as live: nothing more is to come of the others. */
const live: ReadonlySet<LoanBook['status']> = new Set(['funding', 'funded', 'active', 'defaulted'])

/** A list in which the order tells nothing. */
const listed = (ids: Iterable<bigint>): string => [...ids].map(String).sort().join(' ')

/** Which loans are on a participant's record, and which of theirs are live. */
const loanLists = async (context: ReadContext, at: bigint, books: Books, participantId: number) => {
  const own = [...books.loans.values()].filter(({ borrowerId }) => borrowerId === participantId)
  const recorded = own.filter(({ loanId }) => books.outcomes.has(loanId))
  const count = await read(context, 'creditRecord', 'loanCountOf', [participantId], at)
  const found = {
    'loans on record': listed(
      await read(context, 'creditRecord', 'loansOf', [participantId, 0n, BigInt(count)], at),
    ),
    'live loans': listed(await read(context, 'loans', 'liveLoansOf', [participantId], at)),
  }
  const told = {
    'loans on record': listed(recorded.map(({ loanId }) => loanId)),
    'live loans': listed(own.filter(({ status }) => live.has(status)).map(({ loanId }) => loanId)),
  }
  return differences(`participant ${participantId}`, told, found)
}

/** Public records: what is stored plus running loans, against the events of both; and of which loans it is. */
export const recordChecks = (context: ReadContext, at: bigint, books: Books): Check[] => [
  ...[...books.records].map(([participantId, record]) => async () => {
    const { instalments, ...found } = await read(context, 'creditRecord', 'recordOf', [participantId], at)
    const { instalments: _stored, ...counts } = record
    const where = `record of participant ${participantId}`
    return [
      ...differences(where, counts, { ...found }),
      ...differences(where, { ...instalmentsOf(books, participantId) }, { ...instalments }),
    ]
  }),
  ...[...books.outcomes].map(([loanId, outcome]) => async () => {
    const found = await read(context, 'creditRecord', 'outcomeOf', [loanId], at)
    return differences(`loan ${loanReference(loanNumberOf(loanId))}`, { outcome }, { outcome: found })
  }),
  ...[...books.participants.keys()].map(
    (participantId) => () => loanLists(context, at, books, participantId),
  ),
]
