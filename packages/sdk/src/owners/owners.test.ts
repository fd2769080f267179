import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Address, Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ContractName } from '../abi/index.ts'
import { type AccountContracts, bringOperation } from '../accounts/index.ts'
import { type Connection, connect, read } from '../client/index.ts'
import { deployHurong, localConfig, ROLES, type RoleName } from '../deploy/index.ts'
import { writeDeployment } from '../deployments/file.ts'
import type { Deployment } from '../deployments/index.ts'
import { startAnvil } from '../fixtures/anvil.ts'
import { readPowers } from '../powers/index.ts'
import { tellPowers } from '../powers/tellPowers.ts'
import { softPasskey } from '../testing/index.ts'
import {
  hashOf,
  parseOwners,
  parseProposal,
  propose,
  type SignedBy,
  tellProposal,
  typedDataOf,
  type Way,
  withSignatures,
  writeProposal,
} from './index.ts'

const day = 86_400
const newcomer: Address = `0x${'ab'.repeat(20)}`
const keys = Array.from({ length: 4 }, () => generatePrivateKey())
const signers = keys.map((key) => privateKeyToAccount(key).address.toLowerCase() as Hex)
const three = { signers: signers.slice(0, 3).map((signer) => ({ signer })) }
const described = {
  admin: { ...three, trustees: [signers[3]], trusteesNeeded: 1 },
  guardian: three,
  treasurer: three,
  governor: {
    signers: [{ signer: signers[0], weight: 2 }, { signer: signers[1] }, { signer: signers[2] }],
    threshold: 1,
    secondThreshold: 3,
  },
}

describe('owners of several signers', () => {
  let chain: Awaited<ReturnType<typeof startAnvil>>
  let connection: Connection
  let deployment: Deployment
  let folder: string
  let file: string
  const deployer = privateKeyToAccount(generatePrivateKey())
  const context = () => ({ publicClient: connection.publicClient, deployment })
  const deploy = async (owners: boolean) => {
    const local = localConfig(deployer.address, {
      operator: `0x${'77'.repeat(20)}`,
      registrar: `0x${'77'.repeat(20)}`,
      verifier: `0x${'77'.repeat(20)}`,
    })
    const { powers } = local
    const delayed = { ...powers, admin: { ...powers.admin, delay: owners ? 7 * day : 0 } }
    const config = owners
      ? { ...local, powers: delayed, underwriters: [], owners: parseOwners(described) }
      : { ...localConfig(deployer.address), underwriters: [] }
    const { publicClient, walletOf } = connection
    return deployHurong({ publicClient, walletClient: walletOf(deployer), config })
  }
  const give = (address: Address) =>
    connection.publicClient.request({
      method: 'anvil_setBalance',
      params: [address, '0xde0b6b3a7640000'],
    } as never)
  const ownerOf = async (role: RoleName): Promise<Address> => {
    const { powers } = await readPowers(context())
    return powers.find(({ name }) => name === role)?.holders[0]?.account as Address
  }
  const passTime = async (seconds: number) => {
    await connection.publicClient.request({ method: 'evm_increaseTime', params: [seconds] } as never)
    await connection.publicClient.request({ method: 'evm_mine' } as never)
  }

  beforeAll(async () => {
    chain = await startAnvil()
    connection = await connect(chain.url)
    folder = mkdtempSync(join(tmpdir(), 'hurong-'))
    await give(deployer.address)
    await give(signers[3] as Address)
    // It stands already, with every power in the deployer's hand, and is handed over.
    await deploy(false)
    deployment = (await deploy(true)).deployment
    file = writeDeployment(folder, deployment)
  })
  afterAll(async () => {
    await chain?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = (args: readonly string[], key?: Hex) =>
    new Promise<{ code: unknown; words: string }>((resolve) => {
      const main = join(import.meta.dirname, 'main.ts')
      const all = [main, '--rpc', chain.url, '--deployment', file, ...args]
      const env = { ...process.env, ...(key === undefined ? {} : { SIGNER_KEY: key }) }
      execFile(process.execPath, all, { env }, (error, out, said) =>
        resolve({ code: error?.code ?? 0, words: out + said }),
      )
    })
  const inFolder = (name: string) => join(folder, name)
  /** Proposes, has it signed by some of the signers, and brings it with money of somebody who is none of them. */
  const act = async (
    role: RoleName,
    [what, args, way = 'at-once', announcedBy]: readonly [string, readonly unknown[], Way?, Address?],
    by: readonly number[],
    alone = false,
  ): Promise<Hex> => {
    const [contract, functionName] = what.split('.') as [ContractName | 'account', string]
    const given = { contract, functionName, args, way, announcedBy }
    const proposal = parseProposal(
      writeProposal(await propose(context(), await ownerOf(role), given, { alone })),
    )
    const signed: SignedBy[] = []
    for (const at of by) {
      const account = privateKeyToAccount(keys[at] as Hex)
      const signature = await account.signTypedData(typedDataOf(proposal))
      signed.push({ hash: hashOf(proposal), signer: account.address, signature })
    }
    return bringOperation(
      { client: connection.publicClient, wallet: connection.walletOf(privateKeyToAccount(keys[3] as Hex)) },
      deployment.accounts as AccountContracts,
      await withSignatures(proposal, signed),
    )
  }

  test('have the roles described for them, with their delays, and the deployer has nothing left', async () => {
    const { powers } = await readPowers(context())
    for (const role of ['admin', 'guardian', 'treasurer', 'governor'] as const) {
      const holders = powers.find(({ name }) => name === role)?.holders
      expect(holders, role).toHaveLength(1)
      expect(holders?.[0]?.signers).toMatchObject({ signers: expect.arrayContaining(signers.slice(0, 3)) })
    }
    const holding = powers.flatMap(({ holders }) => holders.map(({ account }) => account))
    expect(holding).not.toContain(deployer.address.toLowerCase())
    for (const role of Object.values(ROLES))
      expect((await read(context(), 'accessManager', 'hasRole', [role, deployer.address]))[0]).toBe(false)
    const [admin] = powers.find(({ name }) => name === 'admin')?.holders ?? []
    expect(admin?.delay).toBe(7 * day)
    expect(tellPowers(await readPowers(context()), 'en').join('\n')).toContain('3 signers')
    expect(tellPowers(await readPowers(context()), 'zh').join('\n')).toContain('3个签名人')
  })

  test('are made once: a second run finds everything there', async () => {
    const { deployment: again, performed } = await deploy(true)
    expect(performed).toBe(0)
    expect(again.contracts).toEqual(deployment.contracts)
  })

  test('stop new business with one signer of the guardian, and lift it again', async () => {
    await act('guardian', ['notes.setIssuerPaused', [1, true]], [1], true)
    expect((await readPowers(context())).paused).toEqual([1])
    await act('guardian', ['notes.setIssuerPaused', [1, false]], [2], true)
    expect((await readPowers(context())).paused).toEqual([])
  })

  test('change roles with two signers, announced seven days ahead; one signer or a stranger cannot', async () => {
    const grant = ['accessManager.grantRole', [1n, newcomer, 0]] as const
    for (const by of [[0], [3], [0, 3]])
      await expect(act('admin', [...grant, 'announce'], by)).rejects.toMatchObject({
        args: { reason: 'AA24 signature error' },
      })
    await expect(act('admin', [...grant, 'announce'], [0], true)).rejects.toMatchObject({
      name: 'CallNeedsBothFactors',
    })
    await act('admin', [...grant, 'announce'], [0, 2])
    const { pending } = await readPowers(context())
    expect(pending).toMatchObject([{ name: 'grantRole', target: 'accessManager' }])
    await expect(act('admin', [...grant, 'carry-out'], [0, 2])).rejects.toMatchObject({
      name: 'AccessManagerNotReady',
    })
    await passTime(7 * day)
    await act('admin', [...grant, 'carry-out'], [1, 2])
    expect((await read(context(), 'accessManager', 'hasRole', [ROLES.operator, newcomer]))[0]).toBe(true)
  })

  test('of the guardian call off, with two signers, what the admin announced', async () => {
    const revoke = ['accessManager.revokeRole', [ROLES.guardian, await ownerOf('guardian')]] as const
    await act('admin', [...revoke, 'announce'], [0, 1])
    await act('guardian', [...revoke, 'call-off', await ownerOf('admin')], [1, 2])
    expect((await readPowers(context())).pending).toEqual([])
  })

  test('weigh signers as described: a light one cannot go with another light one', async () => {
    const limits = ['participants.setPolicy', [1, [0, 0, 100, 100]]] as const
    await expect(act('governor', limits, [1, 2])).rejects.toMatchObject({ name: 'OperationRefused' })
    await act('governor', limits, [0, 2])
  })

  test('cannot call anything but what roles may, even all together', async () => {
    await expect(act('admin', ['notes.setOperator', [newcomer, true]], [0, 1, 2])).rejects.toMatchObject({
      name: 'CallNotAllowed',
    })
  })

  test('act by the command: proposed, signed by a key and by a wallet elsewhere, brought; nothing signed twice, for another act or by another', async () => {
    const what = ['--do', 'notes.setIssuerPaused', '--args', '[1,true]']
    const proposal = inFolder('proposal.json')
    const proposed = await run(['propose', '--owner', await ownerOf('guardian'), ...what, '--out', proposal])
    expect([proposed.code, proposed.words]).toEqual([
      0,
      expect.stringContaining('notes.setIssuerPaused(uint16,bool) with 1, true'),
    ])
    // Who shows or signs is on a machine of their own, where no chain may be.
    const offline = ['--rpc', 'http://127.0.0.1:1']
    const { typedData, hash } = JSON.parse(readFileSync(proposal, 'utf8'))
    const signature = await privateKeyToAccount(keys[0] as Hex).signTypedData(typedData)
    const [one, two] = [inFolder('one.json'), inFolder('two.json')]
    const given = ['sign', '--proposal', proposal, '--signature', signature, '--out', one]
    expect((await run([...given, '--signer', signers[0] as string])).code).toBe(0)
    const second = ['sign', '--proposal', proposal, '--key-env', 'SIGNER_KEY', '--out', two, ...offline]
    const { words } = await run(second, keys[1])
    expect(words).toContain('Signed')
    expect(words + readFileSync(two, 'utf8')).not.toContain(keys[1]?.slice(2))
    const bring = (files: readonly string[]) =>
      run(
        [
          'bring',
          '--proposal',
          proposal,
          ...files.flatMap((name) => ['--signed', name]),
          '--key-env',
          'SIGNER_KEY',
        ],
        keys[3],
      )
    expect((await bring([one, one])).words).toMatch(/signed twice/)
    writeFileSync(
      inFolder('other.json'),
      JSON.stringify({ hash: `0x${'11'.repeat(32)}`, signer: signers[1], signature }),
    )
    expect((await bring([one, inFolder('other.json')])).words).toMatch(/is for another proposal/)
    writeFileSync(inFolder('forged.json'), JSON.stringify({ hash, signer: signers[1], signature }))
    expect((await bring([one, inFolder('forged.json')])).words).toMatch(/is not theirs/)
    expect((await run(['show', '--proposal', proposal, ...offline])).words).toContain('with 1, true')
    expect((await bring([one, two])).words).toMatch(/Done in 0x/)
    expect((await readPowers(context())).paused).toEqual([1])
    const changed = JSON.parse(readFileSync(proposal, 'utf8'))
    changed.operation.nonce = '1'
    writeFileSync(proposal, JSON.stringify(changed))
    expect((await bring([one, two])).words).toMatch(/is for another proposal/)
  })

  test.each([
    ['notes.setPaused', '[]', /^notes has no function setPaused to call\. It has: .*setIssuerPaused/],
    ['notes.issuerCount', '[]', /^notes has no function issuerCount to call/],
    ['notes.setIssuerPaused', '[1]', /^--args does not fit: notes\.setIssuerPaused\(uint16,bool\) is/],
  ])('cannot be asked for %s with %s, and are told what there is', async (what, args, sentence) => {
    const act = ['--owner', await ownerOf('guardian'), '--do', what, '--args', args]
    const { code, words } = await run(['propose', ...act, '--out', inFolder('never.json')])
    expect(code).toBe(1)
    expect(words).toMatch(sentence)
  })

  test('change their own signers together: who left counts no more, and the role stays where it was', async () => {
    const owner = await ownerOf('treasurer')
    const next = {
      ...{ signers: [signers[0], signers[1], signers[3]], weights: [1n, 1n, 1n] },
      ...{ threshold: 1n, secondThreshold: 2n },
    }
    const change = ['account.changeSigners', [next]] as const
    await expect(act('treasurer', change, [0], true)).rejects.toMatchObject({ name: 'BothFactorsNeeded' })
    await act('treasurer', change, [1, 2])
    expect(await ownerOf('treasurer')).toBe(owner)
    const payee = ['fees.announcePayee', [newcomer]] as const
    await expect(act('treasurer', payee, [0, 2])).rejects.toMatchObject({ name: 'OperationRefused' })
    await act('treasurer', payee, [0, 3])
    const given = {
      contract: 'account',
      functionName: 'changeSigners',
      args: [next],
      way: 'at-once',
    } as const
    const told = tellProposal(context(), await propose(context(), owner, given)).join('\n')
    expect(told).toContain('account.changeSigners')
    expect(told).toContain(signers[3])
  })
})

test.each([
  [
    'one who decides alone',
    { admin: { signers: [{ signer: signers[0], weight: 2 }, { signer: signers[1] }] } },
    /would decide alone/,
  ],
  [
    'a signer twice',
    { admin: { signers: [{ signer: signers[0] }, { signer: signers[0] }] } },
    /stands there twice/,
  ],
  ['too little weight', { admin: { ...three, secondThreshold: 4 } }, /weigh 3, and secondThreshold is 4/],
  ['a single signer', { admin: { signers: [{ signer: signers[0] }] } }, /admin\.signers/],
  [
    'a signer that is none',
    { admin: { signers: [{ signer: '0x12' }, { signer: signers[0] }] } },
    /neither an address nor a passkey/,
  ],
  ['trustees nobody needs', { admin: { ...three, trustees: [signers[3]] } }, /trustees are needed/],
  ['a role there is not', { banker: three }, /banker/],
  ['nothing', {}, /No role is described/],
])('a description with %s is refused with a sentence', (_, given, sentence) => {
  expect(() => parseOwners(given)).toThrow(sentence)
})

test('a passkey may be among the signers', () => {
  const { signer } = softPasskey(`0x${'12'.repeat(20)}`)
  expect(parseOwners({ admin: { signers: [{ signer }, { signer: signers[0] }] } }).admin?.signers).toContain(
    signer,
  )
})
