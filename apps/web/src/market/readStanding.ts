import { type Hurong, participantsAbi, read } from '@hurong/sdk'
import { reasonAgainst } from '../chain/reasonAgainst.ts'
import type { Reason } from '../chain/txState.ts'
import type { Standing } from './whyNot.ts'

type Hex = `0x${string}`

interface Told {
  readonly participantId: number
  readonly relatedId: number
  readonly related: boolean
}

/** Who is related to a participant after all that was told, oldest first. */
export function relatedTo(participantId: number, told: readonly Told[]): ReadonlySet<number> {
  const found = new Set<number>()
  for (const one of told) {
    const other = one.participantId === participantId ? one.relatedId : one.participantId
    if (one.related) found.add(other)
    else found.delete(other)
  }
  return found
}

/** Every relation of a participant that was ever told, oldest first. */
async function relationsTold({ context }: Hurong, participantId: number): Promise<readonly Told[]> {
  const { publicClient, deployment } = context
  const ask = (args: { participantId: number } | { relatedId: number }) =>
    publicClient.getContractEvents({
      address: deployment.contracts.participants,
      abi: participantsAbi,
      eventName: 'RelationSet',
      args,
      fromBlock: BigInt(deployment.deployedAtBlock),
      strict: true,
    })
  const events = (await Promise.all([ask({ participantId }), ask({ relatedId: participantId })])).flat()
  return events
    .sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex)
    .map(({ args }) => args)
}

/** Reads how an account stands, once for all loans. @throws HurongError */
export async function readStanding(hurong: Hurong, account: Hex): Promise<Standing> {
  const [participantId, inactive] = await Promise.all([
    hurong.participants.readParticipantOf({ wallet: account }),
    reasonAgainst(read(hurong.context, 'participants', 'requireActive', [account])),
  ])
  if (participantId === 0) return { participantId, against: inactive, related: new Set() }
  const [[used, cap], told] = await Promise.all([
    hurong.participants.readUsage({ participantId }),
    relationsTold(hurong, participantId),
  ])
  const isFull = cap > 0n && used >= cap
  const full: Reason = { name: 'Cap12MonthsExceeded', kind: 'contract', args: { cap, used } }
  return {
    participantId,
    against: inactive ?? (isFull ? full : null),
    related: relatedTo(participantId, told),
  }
}
