import type { Deployment } from '@hurong/sdk'
import type { Context } from 'hono'
import type { Logger } from 'pino'
import { createPublicClient, type Hex, http, type PublicClient } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { Database } from '../database/database.ts'
import { sealingKeyOf } from '../underwriting/sealingKey.ts'
import { type Auth, openAuth } from './auth.ts'
import type { CodeParts } from './codes.ts'
import { openKeys } from './keys.ts'
import { type OwnOrigin, ownOrigins } from './origin.ts'
import type { ProofParts } from './passkey.ts'
import { type SessionSettings, sessionsKeyOf } from './settings.ts'
import { openStillFactor, type StillFactor } from './stillFactor.ts'
import { openWatch, type SessionWatch } from './watch.ts'

/** What lets owners of accounts sign in, and knows who has. */
export interface Sessions extends CodeParts, ProofParts {
  readonly database: Database
  readonly auth: Auth
  readonly isOwn: OwnOrigin
  readonly watch: SessionWatch
  readonly log: Logger
  readonly stillFactor: StillFactor
  /** The operator's co-signer; undefined where there is none. */
  readonly coSigner: PrivateKeyAccount | undefined
  /** What else is done when somebody has signed in. */
  readonly onSignIn?: (c: Context, account: Hex) => Promise<void>
}

export interface SessionParts {
  readonly database: Database
  readonly deployment: Deployment
  readonly log: Logger
  /** The node as this server reaches it. */
  readonly nodeUrl: string
  /** Whether the chain is this platform's own, for demonstration. */
  readonly local: boolean
  readonly dataDir?: string | undefined
  readonly settings: SessionSettings
  /** Of the co-signer; made in the data folder on a local chain if left out. */
  readonly coSignerKey?: Hex | undefined
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * Opens what sessions need.
 * @returns undefined where nobody signs in: no key, no accounts on the chain, or no word of where the site stands.
 * @throws RangeError for a setting that cannot be.
 */
export const openSessions = ({
  database,
  deployment,
  log,
  nodeUrl,
  local,
  dataDir,
  settings,
  coSignerKey,
  now = Date.now,
}: SessionParts): Sessions | undefined => {
  const { siteOrigins = [] } = settings
  const key = sessionsKeyOf(settings.sessionsKey, dataDir)
  if (key === undefined || deployment.accounts === undefined) return undefined
  if (siteOrigins.length === 0 && !local) return undefined
  const keys = openKeys(key)
  const signingKey = sealingKeyOf(coSignerKey, local ? dataDir : undefined, 'co-signer.key')
  const client = createPublicClient({ transport: http(nodeUrl) }) as PublicClient
  return {
    ...{ database, keys, now, client, log },
    coSigner: signingKey && privateKeyToAccount(signingKey),
    auth: openAuth(database, keys.cookies),
    contracts: deployment.accounts,
    chainId: deployment.chainId,
    isOwn: ownOrigins(siteOrigins, local),
    watch: openWatch(),
    stillFactor: openStillFactor(client, deployment.accounts, now),
  }
}
