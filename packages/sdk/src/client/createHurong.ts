import * as currency from '../currency/index.ts'
import * as fees from '../fees/index.ts'
import * as loans from '../loans/index.ts'
import * as notes from '../notes/index.ts'
import * as participants from '../participants/index.ts'
import * as record from '../record/index.ts'
import type { HurongContext } from './context.ts'
import { waitFor } from './send.ts'

// biome-ignore lint/suspicious/noExplicitAny: the parameters are told by the action itself, below.
type Action = (context: any, ...rest: any[]) => unknown

/** A folder's actions with the context already given; what is no action is left out. */
type Bound<Folder> = {
  readonly [K in keyof Folder as Folder[K] extends (
    context: HurongContext,
    ...rest: never[]
  ) => Promise<unknown>
    ? K
    : never]: Folder[K] extends (context: never, ...rest: infer Rest) => infer Result
    ? (...rest: Rest) => Result
    : never
}

const bind = <Folder extends object>(folder: Folder, context: HurongContext): Bound<Folder> =>
  Object.fromEntries(
    Object.entries(folder)
      .filter(([, value]) => typeof value === 'function')
      .map(([name, value]) => [name, (...rest: unknown[]) => (value as Action)(context, ...rest)]),
  ) as Bound<Folder>

/** All actions on one deployment, grouped by what they are about. */
export interface Hurong {
  readonly context: HurongContext
  readonly loans: Bound<typeof loans>
  readonly notes: Bound<typeof notes>
  readonly participants: Bound<typeof participants>
  readonly record: Bound<typeof record>
  readonly fees: Bound<typeof fees>
  readonly currency: Bound<typeof currency>
  /** Waits for a transaction whose hash alone is known, for example after a page was loaded again. */
  readonly waitFor: (hash: `0x${string}`, options?: { timeout?: number }) => ReturnType<typeof waitFor>
}

/**
 * Makes a client.
 * @example
 * const hurong = createHurong({ publicClient, walletClient, deployment })
 * const sent = await hurong.loans.repay({ loanId, amount })
 * const { events } = await sent.wait()
 */
export const createHurong = (context: HurongContext): Hurong => ({
  context,
  loans: bind(loans, context),
  notes: bind(notes, context),
  participants: bind(participants, context),
  record: bind(record, context),
  fees: bind(fees, context),
  currency: bind(currency, context),
  waitFor: (hash, options) => waitFor(context, hash, options),
})
