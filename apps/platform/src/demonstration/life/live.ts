import { developmentMnemonic } from '@hurong/chain'
import { DAY } from '@hurong/finance'
import type { Deployment } from '@hurong/sdk'
import { watchLoans } from '@hurong/sdk/keeper'
import { champion } from '../../credit/champion.ts'
import { openUnderwriting } from '../../credit/underwriting.ts'
import { type Connection, groundOf } from '../../history/ground.ts'
import type { Market } from '../../history/market.ts'
import { createRandom } from '../../history/random.ts'
import { createWallets } from '../../history/wallets.ts'
import { operatorAccount, underwritersOf } from '../people.ts'
import { sampleLoans } from '../sample.ts'
import { askingAt, drawRaised, isOpen, payOffOldest, requestLoans } from './borrowers.ts'
import { fundRaises } from './lenders.ts'
import { momentsBetween } from './moments.ts'
import { doAt, type Life, type Moment, timeNow } from './onChain.ts'

/** Fewer open raises than this, and people act at once. */
const fewRaises = 6
/** How long people look ahead when nobody knows when they look again, seconds. */
const aDay = DAY
const anHour = 3_600

/**
 * One moment: what was raised is drawn and new loans are asked for; then raises are funded. What people do follows from
 * the chain and the seed alone.
 */
const liveMoment = async (life: Life, moment: Moment): Promise<void> => {
  const { time } = moment
  const random = createRandom((life.seed + Number(await life.watch.sync())) >>> 0)
  const asking = askingAt(life, time)
  const borrow = async (market: Market) => {
    await drawRaised(life, market, time)
    payOffOldest(life, market, time)
    requestLoans(life, market, { time, asking, random })
  }
  await doAt(life, time, borrow, asking)
  await life.watch.sync()
  await doAt(life, time, (market) => fundRaises(life, market, moment, random))
}

export type DemonstrationLife = ReturnType<typeof createLife>

/**
 * Lets the people of the demonstration whom nobody acts as go on living when time moves, so that there is always a raise
 * to fund and none expires only because a month was skipped. They keep nothing but what is on the chain, and each block
 * of theirs is on it whole or not at all: killed anywhere, they go on where it stands. A visitor's accounts are never
 * used, so nobody's transactions or money get in the way.
 * @param seed asked for when it is first needed. @param log told what went wrong, a line at a time; it is tried again the next time.
 */
export const createLife = (
  connection: Connection,
  deployment: Deployment,
  { seed, log }: { seed: () => number; log: (line: string) => void },
) => {
  const context = { publicClient: connection.publicClient, deployment }
  let opened: Promise<Life> | undefined
  const open = async (): Promise<Life> => {
    const [model, wallets] = [champion(), createWallets(developmentMnemonic)]
    const opening = { model, signers: underwritersOf(wallets), seed: seed() }
    return {
      ...{ connection, context, deployment, wallets, seed: seed(), ids: new Map() },
      watch: watchLoans(context),
      sample: createRandom(seed()).shuffle(await sampleLoans(model)),
      underwriting: await openUnderwriting(connection.publicClient, deployment, opening),
      ground: await groundOf(connection, deployment, { participants: 0, loans: 0 }, operatorAccount),
    }
  }
  let seen: number | undefined
  let acted: number | undefined
  let busy: Promise<unknown> = Promise.resolve()

  /** One after the other; a failure is told and stops nobody. */
  const inTurn = (act: (life: Life) => Promise<void>): Promise<void> => {
    const run = busy.then(async () => {
      try {
        opened ??= open()
        await act(await opened)
      } catch (error) {
        const { details, message } = error as Error & { details?: string }
        log(`demonstration: ${details ?? message}`)
      }
    })
    busy = run
    return run
  }

  const look = async (life: Life): Promise<void> => {
    const time = await timeNow(life)
    seen ??= time
    const elapsed = time - seen
    await life.watch.sync()
    const raises = [...life.watch.loans.values()].filter((loan) => isOpen(loan, time)).length
    // Raises nobody can ask for, as while requests are paused, are not asked for every moment.
    const few = raises < fewRaises && (acted === undefined || time - acted >= anHour)
    if (elapsed < aDay && !few) return
    seen = time
    acted = time
    await liveMoment(life, { time, elapsed: aDay, next: time + aDay })
  }

  return {
    /** Lives until `to`, seconds since 1970; moving the clock there is left to the caller. */
    until: (to: number): Promise<void> =>
      inTurn(async (life) => {
        const from = await timeNow(life)
        const moments = momentsBetween(from, to)
        for (const [index, time] of moments.entries()) {
          const next = moments[index + 1] ?? time + aDay
          await liveMoment(life, { time, next, elapsed: time - (moments[index - 1] ?? from) })
        }
        if (moments.length > 0) seen = to
      }),
    /** Lives what the clock brought by itself or was moved past everybody, if it was a day or the market ran out of raises. */
    look: (): Promise<void> => inTurn(look),
    /** Resolves when nothing is being done. */
    settled: (): Promise<unknown> => busy,
  }
}
