import { type Hurong, read } from '@hurong/sdk'
import { reasonAgainst } from '../chain/reasonAgainst.ts'
import type { Reason } from '../chain/txState.ts'
import type { Standing } from './whyNot.ts'

type Hex = `0x${string}`

/** Reads how an account stands, once for all loans. @throws HurongError */
export async function readStanding(hurong: Hurong, account: Hex): Promise<Standing> {
  const [participantId, inactive] = await Promise.all([
    hurong.participants.readParticipantOf({ wallet: account }),
    reasonAgainst(read(hurong.context, 'participants', 'requireActive', [account])),
  ])
  if (participantId === 0) return { participantId, against: inactive, related: new Set() }
  const [[used, cap], related] = await Promise.all([
    hurong.participants.readUsage({ participantId }),
    hurong.participants.readRelations({ participantId }),
  ])
  const isFull = cap > 0n && used >= cap
  const full: Reason = { name: 'Cap12MonthsExceeded', kind: 'contract', args: { cap, used } }
  return { participantId, against: inactive ?? (isFull ? full : null), related: new Set(related) }
}
