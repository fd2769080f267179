import { sealingKeyOf } from '../underwriting/sealingKey.ts'

type Hex = `0x${string}`

export interface SessionSettings {
  /** 32 bytes that sign cookies and seal secrets of one-time codes; made in the data folder if left out. */
  readonly sessionsKey?: Hex | undefined
  /** Where the site stands, such as `https://hurong.example`; nobody signs in from elsewhere. A local chain needs none. */
  readonly siteOrigins?: readonly string[] | undefined
}

/** Milliseconds. */
const [minute, hour] = [60_000, 3_600_000]

/** How long what holds, in milliseconds. */
export const lifetimes = {
  /** A challenge, from being given until it is answered. */
  challenge: 3 * minute,
  /** Between the passkey and the code of a sign-in. */
  secondStep: 5 * minute,
  /** A session that is not used. */
  idle: 2 * hour,
  /** A session, however much it is used. */
  session: 12 * hour,
  /** A cookie, until it is changed for another. */
  rotation: 15 * minute,
  /** A cookie that was changed: requests may have been on their way. */
  grace: minute,
  /** A ceremony, for what takes a new one. */
  fresh: 5 * minute,
  /** The secret of codes, from being offered until a first code is shown. */
  offer: 15 * minute,
} as const

/** The key of sessions: the one given, or that of the data folder. Undefined where there is neither. */
export const sessionsKeyOf = (given: Hex | undefined, dataDir: string | undefined): Hex | undefined =>
  sealingKeyOf(given, dataDir, 'sessions.key')
