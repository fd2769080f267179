import type { Deployment } from '@hurong/sdk'
import type { DemonstrationAccount } from '@hurong/sdk/api'
import type { Logger } from 'pino'
import type { Carrier } from '../carrying/carrier.ts'
import type { CoSigner } from '../coSigner/service.ts'
import type { Database } from '../database/database.ts'
import type { SaltedFields } from '../demonstration/inputsRoute.ts'
import type { Checkpoint } from '../indexer/checkpoint.ts'
import type { ModelFiles } from '../models/modelFiles.ts'
import type { Notices } from '../notices/service.ts'
import type { HeadWatch } from '../platform/headWatch.ts'
import type { Relayer } from '../relayer/service.ts'
import type { Sessions } from '../sessions/service.ts'
import type { Underwriting } from '../underwriting/service.ts'
import type { Verification } from '../verification/service.ts'
import type { Metrics } from './metrics.ts'

/** What of a chain's clock the demonstration moves; times in seconds since 1970. */
export interface ChainControl {
  readonly time: () => number | Promise<number>
  /** The number of the newest block. */
  readonly block: () => number | Promise<number>
  readonly setTime: (to: number) => Promise<unknown>
}

/** What the node and the indexer say of themselves. */
export interface ChainState {
  readonly head: { readonly block: number; readonly time: number } | null
  readonly problem: string | null
}

/** What verbs read from. */
export interface ApiContext {
  readonly database: Database
  readonly deployment: Deployment
  /** The node as browsers reach it. */
  readonly rpcUrl: string
  /** The node as this server reaches it. */
  readonly nodeUrl: string
  readonly local: boolean
  readonly log: Logger
  readonly metrics: Metrics
  readonly head: HeadWatch
  readonly chainState: () => ChainState
  /** Files of credit models this server has. */
  readonly modelFiles: ModelFiles
  readonly underwriting: Underwriting
  /** Verifies people; left out, nobody is verified here. */
  readonly verification?: Verification | undefined
  readonly chainControl?: ChainControl | undefined
  readonly demonstrationAccounts: () =>
    | readonly DemonstrationAccount[]
    | Promise<readonly DemonstrationAccount[]>
  /** What the applicant of a demonstration loan said; undefined of any other loan. Left out, nothing is public. */
  readonly demonstrationInputs?: ((loanId: bigint) => Promise<SaltedFields | undefined>) | undefined
  /** How many loans a demonstration is going to have that is not complete in the rows up to this block; null if it is. */
  readonly demonstrationLoans?: ((indexedBlock: number) => number | null) | undefined
  /** Whether the keeper role runs here, so that moving the clock may wait for its work. */
  readonly keeperDone?: (() => Promise<void>) | undefined
  /** Whether the relayer role runs here, so that operations are taken at /bundler. */
  readonly relayer?: Relayer | undefined
  /** Tells owners of accounts what happens to them. */
  readonly notices: Notices
  /** Lets owners of accounts sign in; left out, nobody does. */
  readonly sessions?: Sessions | undefined
  /** Signs operations together with their owners, for a one-time code; left out, nobody does. */
  readonly coSigner?: CoSigner | undefined
  /** Brings to the chain what anybody may do for an account; left out, nobody does. */
  readonly carrier?: Carrier | undefined
  /** The bundler and the paymaster the site is told of instead. */
  readonly bundlerUrl?: string | undefined
  readonly paymasterUrl?: string | undefined
}

/** What a request reads at: one block, whose time is now. */
export interface ReadAt extends ApiContext {
  readonly at: Checkpoint
  /** Seconds since 1970: the time of the block the rows are at. */
  readonly now: number
}

export interface ApiEnv {
  Variables: {
    read: ReadAt
    requestId: string
    sessions?: Sessions | undefined
    /** Counts an event stream as its client's. @returns what ends that. @throws ApiProblem if it has too many. */
    enterStream?: (() => () => void) | undefined
  }
}
