import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseEther } from 'viem'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'

/** The folder that holds the whole repository. */
export const repositoryFolder = resolve(import.meta.dirname, '..', '..', '..', '..')

/** What the platform is started with. */
export type Settings = {
  /** Port of the web app and the API. */
  readonly port: number
  /** Port of the embedded chain; unused with `rpcUrl`. */
  readonly chainPort: number
  /** Address on which both listen. */
  readonly host: string
  readonly dataFolder: string
  /** A chain that runs elsewhere; undefined for the embedded one. */
  readonly rpcUrl: string | undefined
  /** A PostgreSQL server; undefined for the embedded database. */
  readonly databaseUrl: string | undefined
  /** The key that deploys to a chain that runs elsewhere. */
  readonly deployerKey: `0x${string}` | undefined
  /** The key the keeper sends from; it has no privileges. */
  readonly keeperKey: `0x${string}` | undefined
  /** The key the underwriting service signs assessments with; its account must have the underwriter's role. */
  readonly underwriterKey: `0x${string}` | undefined
  /** The key the relayer pays gas from; it has no privileges. */
  readonly relayerKey: `0x${string}` | undefined
  /** What the relayer pays for an account in a day, in smallest units of the chain's money. */
  readonly relayerBudget: bigint | undefined
  /** Operations it brings for an account in a day. */
  readonly relayerOperations: number | undefined
  /** A bundler the site sends operations to, in place of the relayer. */
  readonly bundlerUrl: string | undefined
  /** Who pays for operations sent there. */
  readonly paymasterUrl: string | undefined
  /** The key the operator's co-signer signs with; alone it moves nothing. */
  readonly coSignerKey: `0x${string}` | undefined
  /** 32 bytes that sign the cookies of sessions and seal secrets of one-time codes. */
  readonly sessionsKey: `0x${string}` | undefined
  /** Where the site stands, so that people can sign in; a local chain needs none. */
  readonly siteOrigins: readonly string[] | undefined
  /** The id of the embedded chain. */
  readonly chainId: number
  /** Starts without the demonstration market. */
  readonly empty: boolean
  /** What the demonstration market is drawn with. */
  readonly seed: number
  /** Opens the browser when all is up. */
  readonly open: boolean
}

const whole = (least: number, greatest: number, example: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= greatest, {
      error: `give a whole number from ${least} to ${greatest}, such as ${example}`,
    })
    .transform(Number)

const url = (protocols: RegExp, example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.test(text), {
    error: `give an address such as ${example}`,
  })

/** Addresses of the site, separated by commas; what is no origin, or not over TLS, is refused. */
const origins = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (all) =>
      all.every(
        (one) =>
          URL.canParse(one) && new URL(one).origin === one && /^https:|^http:\/\/localhost(:\d+)?$/.test(one),
      ),
    { error: 'give addresses such as https://hurong.example, without a path' },
  )

const key = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, { error: 'give 0x and 64 hexadecimal digits' })
  .transform((text) => text as `0x${string}`)

const ether = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,18})?$/, { error: 'give an amount of the chain’s money, such as 0.02' })
  .transform((text) => parseEther(text))

/** Every setting: its name in the environment, its flag and what it may be. A value is never repeated for a secret. */
const known = {
  port: { env: 'PORT', flag: 'port', schema: whole(1, 65_535, 8080), secret: false },
  chainPort: { env: 'CHAIN_PORT', flag: 'chain-port', schema: whole(1, 65_535, 8545), secret: false },
  host: {
    env: 'HOST',
    flag: 'host',
    schema: z.string().regex(/^[\w.:-]+$/, { error: 'give an address or a host name, such as 127.0.0.1' }),
    secret: false,
  },
  dataFolder: {
    env: 'DATA_DIR',
    flag: 'data',
    schema: z.string().min(1, { error: 'give a folder, such as .data' }),
    secret: false,
  },
  rpcUrl: { env: 'RPC_URL', flag: 'rpc-url', schema: url(/^https?:/, 'http://127.0.0.1:8545'), secret: true },
  databaseUrl: {
    env: 'DATABASE_URL',
    flag: 'database-url',
    schema: url(/^postgres(ql)?:/, 'postgres://name:password@127.0.0.1:5432/hurong'),
    secret: true,
  },
  deployerKey: { env: 'DEPLOYER_KEY', flag: undefined, schema: key, secret: true },
  keeperKey: { env: 'KEEPER_KEY', flag: undefined, schema: key, secret: true },
  underwriterKey: { env: 'UNDERWRITER_KEY', flag: undefined, schema: key, secret: true },
  relayerKey: { env: 'RELAYER_KEY', flag: undefined, schema: key, secret: true },
  coSignerKey: { env: 'COSIGNER_KEY', flag: undefined, schema: key, secret: true },
  sessionsKey: { env: 'SESSIONS_KEY', flag: undefined, schema: key, secret: true },
  siteOrigins: { env: 'SITE_ORIGIN', flag: 'site-origin', schema: origins, secret: false },
  relayerBudget: { env: 'RELAYER_BUDGET', flag: 'relayer-budget', schema: ether, secret: false },
  relayerOperations: {
    env: 'RELAYER_OPERATIONS',
    flag: 'relayer-operations',
    schema: whole(0, 1_000_000, 200),
    secret: false,
  },
  bundlerUrl: {
    env: 'BUNDLER_URL',
    flag: 'bundler-url',
    schema: url(/^https?:/, 'https://bundler.example/rpc'),
    secret: true,
  },
  paymasterUrl: {
    env: 'PAYMASTER_URL',
    flag: 'paymaster-url',
    schema: url(/^https?:/, 'https://paymaster.example/rpc'),
    secret: true,
  },
  chainId: { env: 'CHAIN_ID', flag: 'chain-id', schema: whole(1, 4_294_967_295, 31_337), secret: false },
  seed: { env: 'SEED', flag: 'seed', schema: whole(0, 4_294_967_295, 1), secret: false },
} as const

type Known = { [Key in keyof typeof known]: z.output<(typeof known)[Key]['schema']> }
const names = Object.keys(known) as (keyof Known)[]

const switches = { empty: 'empty', 'no-open': 'no-open' } as const

const flagsOf = (args: readonly string[]): Record<string, string | boolean | undefined> => {
  const options: Record<string, { type: 'string' | 'boolean' }> = {}
  for (const name of names) {
    const { flag } = known[name]
    if (flag !== undefined) options[flag] = { type: 'string' }
  }
  for (const flag of Object.values(switches)) options[flag] = { type: 'boolean' }
  try {
    return parseArgs({ args: [...args], options, strict: true }).values as Record<string, string | boolean>
  } catch (error) {
    const all = Object.entries(options).map(([flag, { type }]) => `--${flag}${type === 'string' ? ' …' : ''}`)
    const reason = (error as Error).message.split('. ')[0]
    const others = names.filter((name) => known[name].flag === undefined).map((name) => known[name].env)
    throw new Refusal(
      `${reason}. What npm start -- understands: ${all.join(', ')}; in the environment alone: ${others.join(', ')}.`,
    )
  }
}

/**
 * Reads the settings; a flag goes before the environment.
 * @throws Refusal with a sentence for each setting that cannot be used.
 */
export const readSettings = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Settings => {
  const flags = flagsOf(args)
  const found: Partial<Record<keyof Known, unknown>> = {}
  const mistakes: string[] = []
  for (const name of names) {
    const { env, flag, schema, secret } = known[name]
    const fromFlag = flag === undefined ? undefined : flags[flag]
    const given = fromFlag ?? (environment[env] === '' ? undefined : environment[env])
    if (given === undefined) continue
    const said = fromFlag === undefined ? env : `--${flag}`
    const result = schema.safeParse(given)
    if (result.success) found[name] = result.data
    else
      mistakes.push(
        `${said} ${secret ? 'cannot be used' : `is "${given}"`}: ${result.error.issues[0]?.message}.`,
      )
  }
  const settings = {
    port: 8080,
    chainPort: 8545,
    host: '127.0.0.1',
    chainId: 31_337,
    seed: 1,
    rpcUrl: undefined,
    databaseUrl: undefined,
    deployerKey: undefined,
    keeperKey: undefined,
    underwriterKey: undefined,
    relayerKey: undefined,
    coSignerKey: undefined,
    sessionsKey: undefined,
    siteOrigins: undefined,
    relayerBudget: undefined,
    relayerOperations: undefined,
    bundlerUrl: undefined,
    paymasterUrl: undefined,
    ...(found as Partial<Known>),
  }
  if (settings.rpcUrl === undefined && settings.port === settings.chainPort) {
    mistakes.push(`PORT and CHAIN_PORT are both ${settings.port}: give each a port of its own.`)
  }
  if (mistakes.length > 0) throw new Refusal(mistakes.join('\n'))
  return {
    ...settings,
    dataFolder: resolve(
      environment.INIT_CWD ?? process.cwd(),
      settings.dataFolder ?? join(repositoryFolder, '.data'),
    ),
    empty: flags.empty === true,
    open: flags['no-open'] !== true,
  }
}
