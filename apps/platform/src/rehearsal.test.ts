import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@hurong/chain'
import { createHurong, type Deployment, loanIdOf } from '@hurong/sdk'
import { firstSetup, sendOperation, toPasskeyAccount } from '@hurong/sdk/accounts'
import type { LoanDetail, Notices, Platform as PlatformAnswer, Portfolio } from '@hurong/sdk/api'
import { readDeployment } from '@hurong/sdk/node'
import type { Powers } from '@hurong/sdk/powers'
import { softPasskey } from '@hurong/sdk/testing'
import { startSigner } from '@hurong/sdk/testing/signer'
import { type Address, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { createSiweMessage } from 'viem/siwe'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startPostgres } from './fixtures/postgres.ts'
import {
  deploymentFile,
  kill,
  type Program,
  processesOf,
  runPlatform,
  runTool,
  runVerify,
} from './fixtures/program.ts'
import { startPublicChain } from './fixtures/publicChain.ts'
import { connect } from './history/ground.ts'

/**
 * The way of docs/operating.md as an operator goes it: a chain that is nobody's own, a PostgreSQL server, keys in files and with a
 * signer, roles owned by several signers, no demonstration. One platform lives through all of it.
 */
const chainId = 777_001
const site = 'https://hurong.example'
const one = 10n ** 6n
const named = (...names: string[]) => Object.fromEntries(names.map((name) => [name, generatePrivateKey()]))
const keys = named(
  'deployer',
  'keeper',
  'relayer',
  'underwriter',
  'verifier',
  'operator',
  'borrower',
  'sessions',
  'coSigner',
  'contacts',
  'a',
  'b',
  'c',
)
const keyOf = (name: string) => keys[name] as Hex
const accountOf = (name: string) => privateKeyToAccount(keyOf(name))
const addressOf = (name: string) => accountOf(name).address.toLowerCase() as Address
const owners = ['admin', 'governor', 'treasurer', 'guardian', 'registrar'] as const

let folder: string
let data: string
let port: number
let chain: Awaited<ReturnType<typeof startPublicChain>>
let postgres: Awaited<ReturnType<typeof startPostgres>>
let signer: Awaited<ReturnType<typeof startSigner>>
let platform: Program | undefined
let deployment: Deployment

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  data = join(folder, 'data')
  mkdirSync(join(folder, 'keys'), { mode: 0o700 })
  for (const [name, key] of Object.entries(keys))
    writeFileSync(join(folder, 'keys', name), `${key}\n`, { mode: 0o600 })
  port = await freePort()
  chain = await startPublicChain(chainId)
  postgres = await startPostgres()
  signer = await startSigner(keyOf('relayer'))
  for (const name of Object.keys(keys)) await chain.give(addressOf(name))
}, 120_000)
afterAll(async () => {
  for (const pid of [processesOf(data).supervisor()]) kill(pid)
  await platform?.ended
  await signer?.stop()
  await chain?.close()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const keyFile = (name: string) => join(folder, 'keys', name)
const production = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  RPC_URL: chain.url,
  PUBLIC_RPC_URL: 'https://rpc.example/',
  DATABASE_URL: postgres.url,
  BEHIND_PROXY: 'yes',
  KEEPER_KEY_FILE: keyFile('keeper'),
  UNDERWRITER_KEY_FILE: keyFile('underwriter'),
  RELAYER_KEY_SIGNER: signer.url,
  RELAYER_KEY_ADDRESS: addressOf('relayer'),
  SITE_ORIGIN: site,
  SESSIONS_KEY_FILE: keyFile('sessions'),
  COSIGNER_KEY_FILE: keyFile('coSigner'),
  CONTACTS_KEY_FILE: keyFile('contacts'),
  SMTP_URL: 'smtps://me:secret@mail.example:465',
  MAIL_FROM: 'Hurong <no-reply@hurong.example>',
  PUSH_CONTACT: 'mailto:operator@hurong.example',
  ...more,
})
const start = async (more: NodeJS.ProcessEnv = {}): Promise<void> => {
  platform = runPlatform(['--data', data, '--port', String(port)], production(more))
  await platform.said(/Ready after/)
}
const url = (path: string) => `http://127.0.0.1:${port}${path}`
const ask = async <T>(path: string, headers: Record<string, string> = {}): Promise<T> => {
  const answer = await fetch(url(`/api/v1${path}`), { headers })
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
  return (await answer.json()) as T
}
const loan = () => ask<LoanDetail>('/loans/1')
const as = (name: string) => {
  const { publicClient, walletOf } = connect(chain.url, chainId)
  return createHurong({ publicClient, deployment, walletClient: walletOf(accountOf(name)) })
}
const done = async (sent: Promise<{ wait: () => Promise<unknown> }>) => (await sent).wait()

const deploy = () =>
  runTool(
    'deploy',
    [
      ...['--rpc', chain.url, '--key-env', 'DEPLOYER_KEY', '--out', join(data, 'deployments')],
      ...['--owners', join(folder, 'owners.json'), '--currency', chain.currency],
      ...['--operator', addressOf('operator'), '--verifier', addressOf('verifier')],
      ...['--fee-payee', addressOf('operator'), '--underwriter', addressOf('underwriter')],
    ],
    { DEPLOYER_KEY_FILE: keyFile('deployer') },
  )

test('the contracts are deployed, powers handed to owners of several signers, and the deployer has nothing left', {
  timeout: 240_000,
}, async () => {
  const signers = ['a', 'b', 'c'].map((name) => ({ signer: addressOf(name) }))
  const described = Object.fromEntries(owners.map((role) => [role, { signers }]))
  writeFileSync(join(folder, 'owners.json'), JSON.stringify(described))
  const first = await deploy()
  expect(first.words).toMatch(/steps done; see/)
  expect(first.code).toBe(0)
  expect((await deploy()).words).toMatch(/Nothing to do; .* is up to date/)
  deployment = readDeployment(join(data, 'deployments'), chainId) as Deployment

  const told = await runTool('powers', [
    ...['--rpc', chain.url, '--deployment', deploymentFile(data, chainId) as string, '--json'],
  ])
  const { powers } = JSON.parse(told.words) as Powers
  const held = powers.flatMap(({ name, holders }) => holders.map((holder) => ({ name, ...holder })))
  for (const role of owners)
    expect(held.find(({ name }) => name === role)?.signers?.signers, role).toHaveLength(3)
  expect(held.map(({ account }) => account)).not.toContain(addressOf('deployer'))
  // Delays by risk: who decides over roles and contracts is announced for a week.
  expect(held.find(({ name }) => name === 'admin')?.delay).toBe(7 * 86_400)
  expect(held.find(({ name }) => name === 'guardian')?.delay).toBe(0)
})

test('the platform starts with nothing that belongs to local chains alone', {
  timeout: 120_000,
}, async () => {
  await start()
  const answer = await ask<PlatformAnswer>('/platform', { 'x-forwarded-proto': 'https' })
  expect(answer).toMatchObject({ chainId, local: false, preparing: null, rpcUrl: 'https://rpc.example/' })
  expect(answer.accounts?.bundlerUrl).toBe(`https://127.0.0.1:${port}/bundler`)
  expect((await fetch(url('/api/v1/demonstration/accounts'))).status).toBe(404)
  const post = (path: string, body: unknown) =>
    fetch(url(path), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const clock = await post('/api/v1/demonstration/clock', { by: 'month' })
  expect(clock.status).toBe(404)
  const verified = await post('/api/v1/verifications', { account: addressOf('borrower') })
  expect(await verified.json()).toMatchObject({ type: 'urn:hurong:problem:NotVerifying' })
  expect(deployment.currencies).toMatchObject([{ address: chain.currency, faucet: false }])
  const health = async () => (await fetch(url('/health'))).json()
  await vi.waitFor(
    async () => expect(await health()).toEqual({ status: 'ok', indexerProblem: null, relayerProblem: null }),
    { timeout: 30_000 },
  )
})

test('people sign in from the site’s own address alone, and are told by e-mail', async () => {
  const { accounts } = await ask<PlatformAnswer>('/platform')
  expect(accounts).toMatchObject({ coSigner: addressOf('coSigner'), carrier: addressOf('keeper') })
  const post = (path: string, body: unknown, origin = site) =>
    fetch(url(`/api/v1/sessions/${path}`), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    })
  expect((await post('challenge', {}, 'https://elsewhere.example')).status).toBe(403)
  const { challenge } = (await (await post('challenge', {})).json()) as { challenge: Hex }
  const message = createSiweMessage({
    ...{ address: accountOf('borrower').address, chainId, domain: new URL(site).host, uri: site },
    ...{ version: '1', nonce: challenge.slice(2), issuedAt: new Date() },
  })
  const signature = await accountOf('borrower').signMessage({ message })
  const signedIn = await post('ethereum', { message, signature })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0])
  const told = await ask<Notices>('/notices', { cookie: cookie.join('; ') })
  expect(told).toMatchObject({ notices: [], email: null, emailBy: 'mail', push: { browsers: [] } })
})

test('somebody is registered, a loan is asked for, funded by a passkey without gas, drawn and repaid', {
  timeout: 240_000,
}, async () => {
  const { publicClient } = connect(chain.url, chainId)
  const lender = softPasskey(deployment.accounts?.verifier as Address)
  const account = await toPasskeyAccount({
    client: publicClient as never,
    contracts: deployment.accounts as never,
    setup: firstSetup(lender.signer, deployment.accounts as never),
    signers: [lender],
  })
  const verifiedUntil = Math.trunc(Date.now() / 86_400_000) + 365
  const claims = { kind: 0, level: 2, country: 156, investorClass: 0, policyId: 1, verifiedUntil }
  for (const wallet of [account.address, addressOf('borrower')])
    await done(as('verifier').participants.register({ wallet, claims }))
  await chain.pay(account.address, 1_000n * one)
  await chain.pay(addressOf('borrower'), 200n * one)

  const products = deployment.products.filter(({ name }) => name.startsWith('business'))
  await done(
    as('borrower').loans.request({
      ...{ productId: products[0]?.productId as number, principal: 1_000n * one, annualRate: 120_000 },
      ...{ method: 'equalInstalment', unit: 'month', interval: 1, count: 3, purpose: 'smallBusiness' },
      ...{ fundingDeadline: Math.trunc(Date.now() / 1000) + 7 * 86_400, autoRepay: false },
      ...{ zhHash: `0x${'11'.repeat(32)}`, enHash: `0x${'22'.repeat(32)}` },
    }),
  )
  await vi.waitFor(async () => expect((await loan()).status).toBe('funding'), { timeout: 30_000 })

  const loanId = loanIdOf(deployment, chain.currency, 1)
  const { loans } = deployment.contracts
  const abi = parseAbi([
    'function approve(address spender, uint256 amount)',
    'function fund(uint256 loanId, uint256 amount, address holder)',
  ])
  const amount = 1_000n * one
  await sendOperation({
    client: publicClient as never,
    account,
    bundlerUrl: url('/bundler'),
    calls: [
      {
        to: chain.currency,
        data: encodeFunctionData({ abi, functionName: 'approve', args: [loans, amount] }),
      },
      {
        to: loans,
        data: encodeFunctionData({ abi, functionName: 'fund', args: [loanId, amount, account.address] }),
      },
    ],
  })
  expect(await publicClient.getBalance({ address: account.address })).toBe(0n)
  await vi.waitFor(async () => expect((await loan()).status).toBe('funded'), { timeout: 30_000 })
  await done(as('borrower').loans.draw({ loanId }))
  await vi.waitFor(async () => expect((await loan()).status).toBe('active'), { timeout: 30_000 })

  // Killed as a machine is that loses its power; what is owed is paid while nobody serves a page.
  kill(processesOf(data).supervisor())
  await platform?.ended
  await done(as('borrower').currency.approve({ currency: chain.currency, amount: 10_000n * one }))
  await done(as('borrower').loans.payOff({ loanId, greatestAmount: 10_000n * one }))
  await start()
  await vi.waitFor(async () => expect((await loan()).status).toBe('repaid'), { timeout: 30_000 })
  const portfolio = await ask<Portfolio>(`/portfolios/${account.address}`)
  expect(BigInt(portfolio.currencies[0]?.claimable ?? 0)).toBeGreaterThanOrEqual(amount)
})

test('the guardian’s signers stop new business by files, and the pages show it', {
  timeout: 120_000,
}, async () => {
  const where = ['--rpc', chain.url, '--deployment', deploymentFile(data, chainId) as string]
  const told = await runTool('powers', [...where, '--json'])
  const { powers } = JSON.parse(told.words) as Powers
  const guardian = powers.find(({ name }) => name === 'guardian')?.holders[0]?.account as string
  const file = (name: string) => join(folder, name)
  const act = ['--owner', guardian, '--do', 'notes.setIssuerPaused', '--args', '[1,true]', '--alone']
  expect((await runTool('owners', ['propose', ...act, ...where, '--out', file('act.json')])).code).toBe(0)
  const sign = ['sign', '--proposal', file('act.json'), '--key-env', 'SIGNER_KEY', '--out', file('b.json')]
  expect((await runTool('owners', [...sign, ...where], { SIGNER_KEY_FILE: keyFile('b') })).code).toBe(0)
  const bring = [
    'bring',
    '--proposal',
    file('act.json'),
    '--signed',
    file('b.json'),
    '--key-env',
    'KEEPER_KEY',
  ]
  const brought = await runTool('owners', [...bring, ...where], { KEEPER_KEY_FILE: keyFile('keeper') })
  expect(brought.words).toMatch(/Done in 0x/)
  expect((await runTool('powers', where)).words).toMatch(/new business stopped for issuer: 1/)
  await expect(
    done(
      as('borrower').loans.request({
        ...{ productId: 2, principal: 1_000n * one, annualRate: 120_000, method: 'equalInstalment' },
        ...{ unit: 'month', interval: 1, count: 3, purpose: 'smallBusiness', autoRepay: false },
        ...{ fundingDeadline: Math.trunc(Date.now() / 1000) + 7 * 86_400 },
        ...{ zhHash: `0x${'11'.repeat(32)}`, enHash: `0x${'22'.repeat(32)}` },
      }),
    ),
  ).rejects.toMatchObject({ name: 'IssuerIsPaused' })
})

test('the rows agree with the chain, are made again from it, and no key was ever written down', {
  timeout: 240_000,
}, async () => {
  platform?.child.kill('SIGINT')
  expect(await platform?.ended).toMatchObject({ code: 0 })
  const where = ['--rpc', chain.url, '--deployment', deploymentFile(data, chainId) as string]
  const { code, words } = await runVerify([...where, '--database', postgres.url])
  expect(words).toMatch(/^Database at block \d+: \d+ rows, 0 differences\.$/m)
  expect(code).toBe(0)

  const before = `${postgres.url}_again`
  await postgres.make('hurong_again')
  await start({ DATABASE_URL: before })
  expect(await loan()).toMatchObject({ status: 'repaid' })
  platform?.child.kill('SIGINT')
  const ended = await platform?.ended
  const again = await runVerify([...where, '--database', before])
  expect(again.words).toMatch(/^Database at block \d+: \d+ rows, 0 differences\.$/m)

  const written = readdirSync(join(data, 'log')).map((name) => readFileSync(join(data, 'log', name), 'utf8'))
  for (const text of [...written, ended?.words ?? ''])
    for (const key of Object.values(keys)) expect(text).not.toContain(key.slice(2))
})

test('parts of the server run as programs of their own over one database', { timeout: 240_000 }, async () => {
  const others = ['indexer', 'keeper'].map((roles) => {
    const own = join(folder, roles)
    mkdirSync(join(own, 'deployments'), { recursive: true })
    writeFileSync(
      join(own, 'deployments', `${chainId}.json`),
      readFileSync(deploymentFile(data, chainId) as string),
    )
    return { roles, own }
  })
  const running: Program[] = []
  try {
    for (const { roles, own } of others) {
      const program = runPlatform(
        ['--data', own, '--port', String(await freePort())],
        production({ ROLES: roles }),
      )
      running.push(program)
      await program.said(/Ready after/)
    }
    // It answers and brings operations; the others read and keep.
    await start({ ROLES: 'api,relayer', KEEPER_KEY_FILE: '' })
    expect(await loan()).toMatchObject({ status: 'repaid' })
    await chain.give(addressOf('a'))
    await done(
      as('verifier').participants.register({
        wallet: addressOf('a'),
        claims: { kind: 0, level: 2, country: 156, investorClass: 0, policyId: 1, verifiedUntil: 65_000 },
      }),
    )
    const known = async () => (await fetch(url('/api/v1/participants/3'))).status
    await vi.waitFor(async () => expect(await known()).toBe(200), { timeout: 30_000 })
    const { accounts } = await ask<PlatformAnswer>('/platform')
    expect(accounts?.bundlerUrl).toBe(url('/bundler'))
  } finally {
    for (const program of running) program.child.kill('SIGINT')
    for (const program of running) expect(await program.ended).toMatchObject({ code: 0 })
    platform?.child.kill('SIGINT')
    await platform?.ended
  }
})
