import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settingsHelp } from './help.ts'
import { readSettings, repositoryFolder } from './settings.ts'

const refusal = (args: string[], environment: Record<string, string>): string => {
  try {
    readSettings(args, environment)
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

test('without anything given the platform listens on 8080 and 8545 of this machine alone', () => {
  const settings = readSettings([], {})
  expect(settings).toMatchObject({ port: 8080, chainPort: 8545, host: '127.0.0.1', empty: false, open: true })
  expect(settings.dataFolder).toBe(join(repositoryFolder, '.data'))
})

test('a flag goes before the environment', () => {
  expect(readSettings(['--port', '9001'], { PORT: '9000' }).port).toBe(9001)
  expect(readSettings(['--empty', '--no-open'], { PORT: '9000' })).toMatchObject({
    port: 9000,
    empty: true,
    open: false,
  })
})

test('an empty variable counts as not given', () => {
  expect(readSettings([], { RPC_URL: '', PORT: '' })).toMatchObject({ rpcUrl: undefined, port: 8080 })
})

test('each mistake is a sentence with the name, the value and what would be right', () => {
  const said = refusal([], { PORT: '80a', CHAIN_PORT: '70000', RPC_URL: 'nowhere' })
  expect(said.split('\n')).toEqual([
    'PORT is "80a": give a whole number from 1 to 65535, such as 8080.',
    'CHAIN_PORT is "70000": give a whole number from 1 to 65535, such as 8545.',
    'RPC_URL cannot be used: give an address such as http://127.0.0.1:8545.',
  ])
})

test('a secret is never repeated', () => {
  const said = refusal([], { DATABASE_URL: 'mysql://me:secret@host/db', KEEPER_KEY: '0xabc' })
  expect(said).toContain('DATABASE_URL cannot be used')
  expect(said).toContain('KEEPER_KEY cannot be used')
  expect(said).not.toMatch(/secret|0xabc/)
})

test('one port for two listeners is refused', () => {
  expect(refusal(['--port', '9000', '--chain-port', '9000'], {})).toBe(
    'PORT and CHAIN_PORT are both 9000: give each a port of its own.',
  )
})

test('a port that browsers open no connection to is refused', () => {
  expect(refusal(['--port', '6000'], { CHAIN_PORT: '22' }).split('\n')).toEqual([
    '--port is "6000": browsers open no connection to this port, so give another, such as 8080.',
    'CHAIN_PORT is "22": browsers open no connection to this port, so give another, such as 8545.',
  ])
})

test('an unknown flag is answered with those there are', () => {
  expect(refusal(['--emtpy'], {})).toMatch(
    /^Unknown option '--emtpy'\. There are: --port ….*tells npm start -- --help\.$/,
  )
})

test('a folder is taken from where the person stands', () => {
  expect(readSettings(['--data', 'market'], { INIT_CWD: '/srv' }).dataFolder).toBe('/srv/market')
})

test('tells every flag with its variable and what it is', () => {
  const lines = settingsHelp().split('\n')
  expect(lines).toContainEqual(
    expect.stringMatching(/^ {2}--port …, PORT +port of the site and the API; 8080/),
  )
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}--empty +a new data folder begins without/))
})

test('tells which settings stand in the environment alone', () => {
  expect(settingsHelp()).toMatch(
    /In the environment alone.*\n {2}DEPLOYER_KEY, DEPLOYER_KEY_FILE, DEPLOYER_KEY_SIGNER, DEPLOYER_KEY_ADDRESS, KEEPER_KEY.*RELAYER_KEY_ADDRESS, COSIGNER_KEY, COSIGNER_KEY_FILE, .*CONTACTS_KEY_FILE$/,
  )
})

test('the relayer’s budget is read as money of the chain', () => {
  expect(
    readSettings(['--relayer-budget', '0.02'], { BUNDLER_URL: 'https://bundler.example/rpc' }),
  ).toMatchObject({
    relayerBudget: 20_000_000_000_000_000n,
    bundlerUrl: 'https://bundler.example/rpc',
  })
  expect(refusal(['--relayer-budget', 'much'], {})).toBe(
    '--relayer-budget is "much": give an amount of the chain’s money, such as 0.02.',
  )
})

test('a mail server stands somewhere', () => {
  for (const wrong of ['smtp://', 'smtps:///', 'smtp:mail.example'])
    expect(refusal(['--smtp-url', wrong], {})).toBe(
      '--smtp-url cannot be used: give an address such as smtps://name:password@mail.example:465.',
    )
})

test('browsers are told by push services that are named as hosts or origins, and these turn to somebody', () => {
  expect(
    readSettings([], {
      PUSH_CONTACT: 'mailto:operator@hurong.example',
      PUSH_SERVICES: 'push.example, http://127.0.0.1:9000',
    }),
  ).toMatchObject({
    pushContact: 'mailto:operator@hurong.example',
    pushServices: ['push.example', 'http://127.0.0.1:9000'],
  })
  for (const wrong of ['com', 'http://push.example', 'https://push.example/', '*.push.example'])
    expect(refusal(['--push-services', wrong], {})).toBe(
      `--push-services is "${wrong}": give hosts such as push.example, with commas between them.`,
    )
  for (const wrong of ['operator@hurong.example', 'http://hurong.example', 'mailto:', 'https://['])
    expect(refusal(['--push-contact', wrong], {})).toBe(
      `--push-contact is "${wrong}": give whom push services turn to, such as mailto:operator@hurong.example.`,
    )
})

test('the site stands where it is said to, over TLS, at one address or several', () => {
  expect(
    readSettings([], { SITE_ORIGIN: 'https://hurong.example, https://www.hurong.example' }).siteOrigins,
  ).toEqual(['https://hurong.example', 'https://www.hurong.example'])
  for (const wrong of ['hurong.example', 'http://hurong.example', 'https://hurong.example/'])
    expect(refusal(['--site-origin', wrong], {})).toBe(
      `--site-origin is "${wrong}": give addresses such as https://hurong.example, without a path.`,
    )
})

test('parts of the server are chosen by name, where a database server lets several programs share the rows', () => {
  const database = { DATABASE_URL: 'postgres://me@127.0.0.1/hurong' }
  expect(readSettings([], {}).roles).toBeUndefined()
  expect(readSettings(['--roles', 'api, indexer'], database).roles).toEqual(['api', 'indexer'])
  expect(refusal([], { ...database, ROLES: 'api,cook' })).toBe(
    'ROLES is "api,cook": give some of api, indexer, keeper, relayer, with commas between them.',
  )
  expect(refusal([], { ROLES: 'api' })).toMatch(/^ROLES is given without DATABASE_URL/)
})

test('a proxy in front, and the node browsers ask, are told', () => {
  expect(readSettings([], { BEHIND_PROXY: 'yes', PUBLIC_RPC_URL: 'https://rpc.example' })).toMatchObject({
    behindProxy: true,
    publicRpcUrl: 'https://rpc.example',
  })
  expect(refusal([], { BEHIND_PROXY: '1' })).toBe('BEHIND_PROXY is "1": give yes or no.')
})

test('the embedded chain has an id of a local chain', () => {
  expect(readSettings(['--chain-id', '1337'], {}).chainId).toBe(1337)
  expect(refusal([], { CHAIN_ID: '4711' })).toBe(
    'CHAIN_ID is "4711": give 31337 or 1337: the embedded chain can have no other.',
  )
})
