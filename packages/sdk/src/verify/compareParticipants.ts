import type { ReadContext } from '../client/index.ts'
import { read } from '../client/index.ts'
import { type Books, instalmentsOf } from './books.ts'
import type { Check } from './compareNotes.ts'
import { differences } from './difference.ts'

/** Participants with their wallets and claims. */
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
      ...differences(where, { ...claims }, { ...foundClaims }),
    ]
  }),
  ...[...books.policies].map(
    ([policyId, policy]) =>
      async () =>
        differences(
          `policy ${policyId}`,
          { ...policy },
          { ...(await read(context, 'participants', 'policy', [policyId], at)) },
        ),
  ),
]

/** Public records: what is stored plus running loans, against the events of both. */
export const recordChecks = (context: ReadContext, at: bigint, books: Books): Check[] =>
  [...books.records].map(([participantId, record]) => async () => {
    const { instalments, ...found } = await read(context, 'creditRecord', 'recordOf', [participantId], at)
    const { instalments: _stored, ...counts } = record
    const where = `record of participant ${participantId}`
    return [
      ...differences(where, counts, { ...found }),
      ...differences(where, { ...instalmentsOf(books, participantId) }, { ...instalments }),
    ]
  })
