import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { KeyMistake, type KeySource, readKeyFile, readKeySource } from '@hurong/sdk/keys'
import { LOCAL_CHAIN_IDS } from '@hurong/sdk/node'
import { parseEther } from 'viem'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { blockedPort } from './port.ts'

/** The folder that holds the whole repository. */
export const repositoryFolder = resolve(import.meta.dirname, '..', '..', '..', '..')

/** What the platform is started with. */
export type Settings = {
  /** Port of the web app and the API. */
  readonly port: number
  /** Port of the embedded chain; unused with `rpcUrl`. */
  readonly chainPort: number
  /** Address on which the web app and the API listen; the embedded chain stays on this machine. */
  readonly host: string
  readonly dataFolder: string
  /** A chain that runs elsewhere; undefined for the embedded one. */
  readonly rpcUrl: string | undefined
  /** The node as browsers reach it; `rpcUrl` if left out. */
  readonly publicRpcUrl: string | undefined
  /** Whether a proxy in front tells who asks, by `X-Forwarded-For`. */
  readonly behindProxy: boolean
  /** What this program does; all of it if left out. */
  readonly roles: readonly Role[] | undefined
  /** A PostgreSQL server; undefined for the embedded database. */
  readonly databaseUrl: string | undefined
  /** The key that deploys to a chain that runs elsewhere. */
  readonly deployerKey: KeySource | undefined
  /** The key the keeper sends from; it has no privileges. */
  readonly keeperKey: KeySource | undefined
  /** The key the underwriting service signs assessments with; its account must have the underwriter's role. */
  readonly underwriterKey: KeySource | undefined
  /** The key the relayer pays gas from; it has no privileges. */
  readonly relayerKey: KeySource | undefined
  /** What the relayer pays for an account in a day, in smallest units of the chain's money. */
  readonly relayerBudget: bigint | undefined
  /** Operations it brings for an account in a day. */
  readonly relayerOperations: number | undefined
  /** A bundler the site sends operations to, in place of the relayer. */
  readonly bundlerUrl: string | undefined
  /** Who pays for operations sent there. */
  readonly paymasterUrl: string | undefined
  /** A mail server for notices to owners of accounts; without one a local chain's e-mail is files, and elsewhere none is sent. */
  readonly smtpUrl: string | undefined
  /** Who it is from. */
  readonly mailFrom: string | undefined
  /** Who push services turn to; without it browsers are told on a local chain alone. */
  readonly pushContact: string | undefined
  /** Push services browsers are told by, in place of those of the common browsers. */
  readonly pushServices: readonly string[] | undefined
  /** The key the operator's co-signer signs with; alone it moves nothing. */
  readonly coSignerKey: `0x${string}` | undefined
  /** 32 bytes that seal where owners are told of their accounts. */
  readonly contactsKey: `0x${string}` | undefined
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

const port = (example: number) =>
  z
    .string()
    .superRefine((text, context) => {
      const isPort = /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
      const reason = isPort ? blockedPort(Number(text)) : undefined
      if (!isPort) context.addIssue(`give a whole number from 1 to 65535, such as ${example}`)
      if (reason !== undefined) context.addIssue(`${reason}, so give another, such as ${example}`)
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

/** Hosts, whose subdomains count too, or origins of which only this machine's go without TLS. */
const pushServices = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (all) =>
      all.every((one) =>
        one.includes('://')
          ? URL.canParse(one) &&
            new URL(one).origin === one &&
            /^https:|^http:\/\/(localhost|127\.0\.0\.1):/.test(one)
          : /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(one),
      ),
    { error: 'give hosts such as push.example, with commas between them' },
  )

/** Parts of the server, each of which may run in a program of its own over one database server. */
export const roles = ['api', 'indexer', 'keeper', 'relayer'] as const
export type Role = (typeof roles)[number]

const someRoles = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((all) => all.every((one) => (roles as readonly string[]).includes(one)), {
    error: `give some of ${roles.join(', ')}, with commas between them`,
  })
  .transform((all) => [...new Set(all)] as readonly Role[])

/** The play money of local chains is made on these alone. */
const localChainId = z
  .string()
  .refine((text) => LOCAL_CHAIN_IDS.map(String).includes(text), {
    error: `give ${LOCAL_CHAIN_IDS.join(' or ')}: the embedded chain can have no other`,
  })
  .transform(Number)

const yesOrNo = z.enum(['yes', 'no'], { error: 'give yes or no' }).transform((text) => text === 'yes')

const ether = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,18})?$/, { error: 'give an amount of the chain’s money, such as 0.02' })
  .transform((text) => parseEther(text))

/** Every setting: its name in the environment, its flag and what it may be. A value is never repeated for a secret. */
export const known = {
  port: { env: 'PORT', flag: 'port', schema: port(8080), secret: false },
  chainPort: { env: 'CHAIN_PORT', flag: 'chain-port', schema: port(8545), secret: false },
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
  publicRpcUrl: {
    env: 'PUBLIC_RPC_URL',
    flag: 'public-rpc-url',
    schema: url(/^https?:/, 'https://rpc.example'),
    secret: true,
  },
  behindProxy: { env: 'BEHIND_PROXY', flag: 'behind-proxy', schema: yesOrNo, secret: false },
  roles: { env: 'ROLES', flag: 'roles', schema: someRoles, secret: false },
  databaseUrl: {
    env: 'DATABASE_URL',
    flag: 'database-url',
    schema: url(/^postgres(ql)?:/, 'postgres://name:password@127.0.0.1:5432/hurong'),
    secret: true,
  },
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
  smtpUrl: {
    env: 'SMTP_URL',
    flag: 'smtp-url',
    schema: url(/^smtps?:\/\/[^/]/, 'smtps://name:password@mail.example:465'),
    secret: true,
  },
  mailFrom: {
    env: 'MAIL_FROM',
    flag: 'mail-from',
    schema: z.string().regex(/^[^<>\r\n]{0,80}<[^\s<>@]+@[^\s<>@]+>$/, {
      error: 'give a name and an address such as Hurong <no-reply@hurong.example>',
    }),
    secret: false,
  },
  pushContact: {
    env: 'PUSH_CONTACT',
    flag: 'push-contact',
    schema: z
      .string()
      .refine(
        (text) => URL.canParse(text) && /^(mailto:[^\s<>@]+@[^\s<>@]+|https:\/\/[^\s<>]+)$/.test(text),
        {
          error: 'give whom push services turn to, such as mailto:operator@hurong.example',
        },
      ),
    secret: false,
  },
  pushServices: { env: 'PUSH_SERVICES', flag: 'push-services', schema: pushServices, secret: false },
  chainId: { env: 'CHAIN_ID', flag: 'chain-id', schema: localChainId, secret: false },
  seed: { env: 'SEED', flag: 'seed', schema: whole(0, 4_294_967_295, 1), secret: false },
} as const

/** Keys, each of which may be given in the environment, in a file, or as an address of who signs with it. */
export const keys = {
  deployerKey: 'DEPLOYER_KEY',
  keeperKey: 'KEEPER_KEY',
  underwriterKey: 'UNDERWRITER_KEY',
  relayerKey: 'RELAYER_KEY',
} as const

/** Secrets this program uses itself, so that no signer can keep them; in the environment or in a file. */
export const secrets = {
  coSignerKey: 'COSIGNER_KEY',
  sessionsKey: 'SESSIONS_KEY',
  contactsKey: 'CONTACTS_KEY',
} as const

type Known = { [Key in keyof typeof known]: z.output<(typeof known)[Key]['schema']> }
const names = Object.keys(known) as (keyof Known)[]

/** Flags without a value. */
export const switches = { empty: 'empty', 'no-open': 'no-open', help: 'help' } as const

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
    throw new Refusal(
      `${reason}. There are: ${all.join(', ')}. What each is, and what stands in the environment alone, tells npm start -- --help.`,
    )
  }
}

const secretOf = (name: string, source: KeySource | undefined): `0x${string}` | undefined => {
  if (source === undefined || 'key' in source) return source?.key
  if ('file' in source) return readKeyFile(source)
  throw new KeyMistake(`${name}_SIGNER cannot be used: give ${name} or ${name}_FILE.`)
}

/** Reads each of some keys by the name it has in the environment; what is wrong with one is added to the mistakes. */
const readEach = <Names extends Readonly<Record<string, string>>, Read>(
  names: Names,
  mistakes: string[],
  read: (name: string) => Read | undefined,
) =>
  Object.fromEntries(
    Object.entries(names).map(([key, name]) => {
      try {
        return [key, read(name)]
      } catch (error) {
        if (!(error instanceof KeyMistake)) throw error
        mistakes.push(error.message)
        return [key, undefined]
      }
    }),
  ) as { [Key in keyof Names]: Read | undefined }

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
  const ofKeys = readEach(keys, mistakes, (name) => readKeySource(name, environment))
  const ofSecrets = readEach(secrets, mistakes, (name) => secretOf(name, readKeySource(name, environment)))
  const settings = {
    ...ofKeys,
    ...ofSecrets,
    port: 8080,
    chainPort: 8545,
    host: '127.0.0.1',
    chainId: 31_337,
    seed: 1,
    rpcUrl: undefined,
    publicRpcUrl: undefined,
    behindProxy: false,
    roles: undefined,
    databaseUrl: undefined,
    siteOrigins: undefined,
    relayerBudget: undefined,
    relayerOperations: undefined,
    bundlerUrl: undefined,
    paymasterUrl: undefined,
    smtpUrl: undefined,
    mailFrom: undefined,
    pushContact: undefined,
    pushServices: undefined,
    ...(found as Partial<Known>),
  }
  if (settings.rpcUrl === undefined && settings.port === settings.chainPort) {
    mistakes.push(`PORT and CHAIN_PORT are both ${settings.port}: give each a port of its own.`)
  }
  if (settings.roles !== undefined && settings.databaseUrl === undefined && mistakes.length === 0)
    mistakes.push(
      'ROLES is given without DATABASE_URL: only one program can use the embedded database, and does all of it.',
    )
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
