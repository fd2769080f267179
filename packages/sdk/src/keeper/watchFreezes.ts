import type { DecodedLog } from '../events/index.ts'
import { PARTICIPANT_STATUSES } from '../participants/index.ts'

const frozenStatus = PARTICIPANT_STATUSES.indexOf('frozen')

/** Who was frozen and has not been looked at since, as events tell it. */
export interface FreezeWatch {
  readonly see: (event: DecodedLog) => void
  /** Participants who may hold notes that are not flagged yet. */
  readonly open: () => number[]
  /** All that a participant holds is flagged: nothing comes to them while they are frozen. */
  readonly close: (participantId: number) => void
}

export const watchFreezes = (): FreezeWatch => {
  const open = new Set<number>()
  const see = (event: DecodedLog): void => {
    if (event.contract !== 'participants' || event.name !== 'StatusSet') return
    const { participantId, status } = event.args
    if (status === frozenStatus) open.add(participantId)
    else open.delete(participantId)
  }
  return { see, open: () => [...open], close: (participantId) => open.delete(participantId) }
}
