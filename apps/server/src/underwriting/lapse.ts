import { and, eq, lte } from 'drizzle-orm'
import type { Hex } from 'viem'
import { causeOf } from '../database/causeOf.ts'
import { applications } from '../database/schema.ts'
import type { ApiContext, ReadAt } from '../http/context.ts'
import { type ApplicationRow, requireKeys, type SealedApplication, unsealed } from './application.ts'
import { logDecision } from './logDecision.ts'
import type { UnderwritingKeys } from './service.ts'

type Lapsing = Pick<ReadAt, 'database' | 'underwriting' | 'now'>

/** Somebody decided it meanwhile. */
class Changed extends Error {}

const lapse = async (
  { database, now, underwriting }: Lapsing,
  { sealer }: UnderwritingKeys,
  row: ApplicationRow,
  details: SealedApplication,
): Promise<void> =>
  database.transaction(async (tx) => {
    const { modelHash, inputsRoot } = details.assessment
    const logged = await logDecision(tx, {
      at: now,
      outcome: 'lapsed',
      modelHash: modelHash as Hex,
      assessmentHash: null,
      inputsRoot: inputsRoot as Hex,
      decidedBy: null,
    })
    const sealed = sealer.seal({ ...details, signatures: [], waiting: null, logged })
    const changed = await tx
      .update(applications)
      .set({ status: 'lapsed', decidedAt: row.appliedAt + underwriting.policy.wait, sealed })
      .where(and(eq(applications.applicationId, row.applicationId), eq(applications.sealed, row.sealed)))
      .returning()
    if (changed.length === 0) throw new Changed()
  })

/**
 * Lets lapse what has waited for a person for too long, by the chain's clock: what the applicant said is dropped, and the log
 * has a line of it.
 */
export const lapseWaiting = async (read: Lapsing): Promise<void> => {
  const keys = requireKeys(read)
  const before = read.now - read.underwriting.policy.wait
  const tooOld = await read.database
    .select()
    .from(applications)
    .where(and(eq(applications.status, 'queued'), lte(applications.appliedAt, before)))
  for (const row of tooOld)
    await lapse(read, keys, row, unsealed(keys, row)).catch((error: unknown) => {
      if (!(error instanceof Changed)) throw error
    })
}

/** Seconds of the chain's clock between two looks. */
const everySeconds = 60

/** Looks for what has waited too long as the chain moves on, whether or not somebody asks. @returns what ends it. */
export const watchLapses = (context: ApiContext): (() => void) => {
  const { head, underwriting, log } = context
  if (underwriting.keys === undefined) return () => {}
  let looked = 0
  const look = () => {
    const now = head.current()?.time ?? 0
    if (now < looked + everySeconds) return
    looked = now
    lapseWaiting({ ...context, now }).catch((error: unknown) =>
      log.warn({ cause: causeOf(error) }, 'applications that waited too long could not be closed'),
    )
  }
  look()
  return head.listen(look)
}
