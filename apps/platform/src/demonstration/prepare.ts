import type { Deployment } from '@hurong/sdk'
import type { Connection } from '../history/ground.ts'
import { PlanFailed } from '../history/mine.ts'
import { buildDemonstration } from './build.ts'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** A chain that died is started again within a second; one that stays away this often is not coming back. */
const attempts = 8

/**
 * Builds the demonstration through deaths of the chain: each time it goes on where the chain stands.
 * @throws as `buildDemonstration`, and with its last reason if the chain stays away.
 */
export const prepareDemonstration = async (
  connection: Connection,
  deployment: Deployment,
  options: Parameters<typeof buildDemonstration>[2],
): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await buildDemonstration(connection, deployment, options)
    } catch (error) {
      if (error instanceof PlanFailed || options.signal?.aborted || attempt === attempts) throw error
      await pause(500 * attempt)
    }
  }
}
