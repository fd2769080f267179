import { keySettings } from '@hurong/sdk/keys'
import { keys, known, secrets, switches } from './settings.ts'

/** What each setting is, for who asks. */
const about: { readonly [Name in keyof typeof known]: string } = {
  port: 'port of the site and the API; 8080 if left out',
  chainPort: 'port of the embedded chain; 8545 if left out',
  host: 'address the site and the API listen on; 127.0.0.1 if left out, 0.0.0.0 for all. The chain stays on this machine',
  dataFolder: 'folder that keeps everything; .data if left out',
  rpcUrl: 'a chain that runs elsewhere, in place of the embedded one',
  publicRpcUrl: 'the node browsers are told of; RPC_URL if left out',
  behindProxy: 'yes if a proxy in front tells who asks',
  roles: 'what this program does, such as api,relayer; all of it if left out. Needs DATABASE_URL',
  databaseUrl: 'a PostgreSQL server, in place of the embedded database',
  siteOrigins: 'where people sign in, such as https://hurong.example',
  relayerBudget: 'what the relayer pays for an account in a day, in the chain’s money',
  relayerOperations: 'operations the relayer brings for an account in a day',
  bundlerUrl: 'a bundler in place of the relayer',
  paymasterUrl: 'who pays for operations sent to that bundler',
  smtpUrl: 'a mail server for notices to owners of accounts',
  mailFrom: 'who notices are from, such as Hurong <no-reply@hurong.example>',
  pushContact:
    'whom push services turn to, such as mailto:operator@hurong.example; without it browsers are told on a local chain alone',
  pushServices:
    'push services browsers are told by, such as push.example; those of the common browsers if left out',
  chainId: 'id of the embedded chain of a new data folder, 31337 or 1337; 31337 if left out',
  seed: 'what the demonstration market of a new data folder is drawn with; 1 if left out',
}

const aboutSwitches: { readonly [Name in keyof typeof switches]: string } = {
  empty: 'a new data folder begins without the demonstration market',
  'no-open': 'opens no browser',
  help: 'tells this',
}

/** Everything `npm start` can be told, a setting on each line. */
export const settingsHelp = (): string => {
  const names = Object.keys(known) as (keyof typeof known)[]
  const rows = [
    ...Object.entries(switches).map(([name, flag]) => [
      `--${flag}`,
      aboutSwitches[name as keyof typeof switches],
    ]),
    ...names.map((name) => [`--${known[name].flag} …, ${known[name].env}`, about[name]]),
  ]
  const width = Math.max(...rows.map(([left = '']) => left.length))
  const alone = [
    ...Object.values(keys).flatMap((name) => keySettings(name)),
    ...Object.values(secrets).flatMap((name) => [name, `${name}_FILE`]),
  ]
  return [
    'npm start -- [settings]: each is a flag, or a variable of the environment; the flag goes before it.',
    ...rows.map(([left = '', right]) => `  ${left.padEnd(width)}  ${right}`),
    'In the environment alone, told of in docs/operating.md:',
    `  ${alone.join(', ')}`,
  ].join('\n')
}
