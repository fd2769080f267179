import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hex, recoverMessageAddress, recoverTypedDataAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../client/index.ts'
import { startAnvil } from '../fixtures/anvil.ts'
import { startSigner } from '../fixtures/signer.ts'
import { openKey, readKeySource } from './index.ts'

const key = generatePrivateKey()
const { address } = privateKeyToAccount(key)

describe('a key', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const fileOf = (name: string, text: string, mode = 0o600) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    chmodSync(path, mode)
    return path
  }
  const read = (environment: Record<string, string>) => readKeySource('KEEPER_KEY', environment)
  const mistake = (environment: Record<string, string>): string => {
    try {
      read(environment)
    } catch (error) {
      const { name, message } = error as Error
      expect(name).toBe('KeyMistake')
      expect(message).not.toContain(key.slice(2))
      return message
    }
    throw new Error('It was taken.')
  }

  test('is read from the environment, or from a file its owner alone reads; none given is none', () => {
    expect(openKey(read({ KEEPER_KEY: key }) as never).address).toBe(address)
    const file = fileOf('own', `${key}\n`)
    const source = read({ KEEPER_KEY_FILE: file })
    expect(JSON.stringify(source)).not.toContain(key.slice(2))
    expect(openKey(source as never).address).toBe(address)
    expect(openKey(read({ KEEPER_KEY_FILE: 'own', INIT_CWD: folder }) as never).address).toBe(address)
    expect(read({})).toBeUndefined()
    expect(read({ KEEPER_KEY: '', KEEPER_KEY_FILE: '' })).toBeUndefined()
  })

  test('may be read by the file’s group, as in containers, and through a link', () => {
    const file = fileOf('group', key, 0o640)
    symlinkSync(file, join(folder, 'link'))
    expect(openKey(read({ KEEPER_KEY_FILE: join(folder, 'link') }) as never).address).toBe(address)
  })

  test.each([0o644, 0o604, 0o620, 0o602])('in a file of mode %o is refused, with how to mend it', (mode) => {
    const file = fileOf('open', key, mode)
    expect(mistake({ KEEPER_KEY_FILE: file })).toBe(
      `KEEPER_KEY_FILE names ${file}, which others on this machine can read or change: run "chmod 600 ${file}" and, if anybody may have read it, change the key.`,
    )
  })

  test('is refused if its file changed between the start and its use', () => {
    const file = fileOf('later', key)
    const source = read({ KEEPER_KEY_FILE: file })
    chmodSync(file, 0o644)
    expect(() => openKey(source as never)).toThrow(/^KEEPER_KEY_FILE names .*chmod 600/)
  })

  test('that cannot be used is refused with a sentence for each mistake, and never repeated', () => {
    mkdirSync(join(folder, 'folder'))
    expect(mistake({ KEEPER_KEY: key.slice(0, -1) })).toMatch(/^KEEPER_KEY cannot be used: give 0x and 64/)
    expect(mistake({ KEEPER_KEY_FILE: join(folder, 'none') })).toMatch(/which cannot be found or read/)
    expect(mistake({ KEEPER_KEY_FILE: join(folder, 'folder') })).toMatch(/which is no file/)
    expect(mistake({ KEEPER_KEY_FILE: fileOf('wrong', `my ${key}`) })).toMatch(/which holds no key/)
    expect(mistake({ KEEPER_KEY: key, KEEPER_KEY_FILE: 'x' })).toBe(
      'KEEPER_KEY and KEEPER_KEY_FILE are given: leave all but one out.',
    )
    const signer = { KEEPER_KEY_SIGNER: 'https://signer.example' }
    expect(mistake(signer)).toMatch(/^KEEPER_KEY_ADDRESS is missing/)
    expect(mistake({ KEEPER_KEY_ADDRESS: address })).toMatch(/without KEEPER_KEY_SIGNER/)
    expect(mistake({ KEEPER_KEY_SIGNER: 'signer', KEEPER_KEY_ADDRESS: address })).toMatch(/such as https/)
    expect(mistake({ KEEPER_KEY_SIGNER: 'http://10.0.0.7', KEEPER_KEY_ADDRESS: address })).toMatch(
      /without TLS/,
    )
  })
})

describe('a key with a signer', () => {
  let chain: Awaited<ReturnType<typeof startAnvil>>
  beforeAll(async () => {
    chain = await startAnvil()
  })
  afterAll(() => chain?.close())
  const open = (url: string, of: Hex = address) =>
    openKey(readKeySource('RELAYER_KEY', { RELAYER_KEY_SIGNER: url, RELAYER_KEY_ADDRESS: of }) as never)
  const typed = {
    domain: { name: 'Somebody', version: '1', chainId: 31_337n, verifyingContract: address },
    types: { Sum: [{ name: 'amount', type: 'uint256' }] },
    primaryType: 'Sum',
    message: { amount: 2n ** 200n },
  } as const

  test('signs transactions the chain takes, typed data and messages, and leaves the signer never', async () => {
    const signer = await startSigner(key)
    try {
      const account = open(signer.url)
      const { publicClient, walletOf } = await connect(chain.url)
      await publicClient.request({
        method: 'anvil_setBalance',
        params: [address, `0x${(10n ** 18n).toString(16)}`],
      } as never)
      const hash = await walletOf(account).sendTransaction({ to: `0x${'11'.repeat(20)}`, value: 5n })
      expect((await publicClient.waitForTransactionReceipt({ hash })).status).toBe('success')
      const signature = await account.signTypedData(typed)
      expect(await recoverTypedDataAddress({ ...typed, signature })).toBe(address)
      for (const message of ['hello', { raw: '0x1234' }, { raw: new Uint8Array([1, 2]) }] as const)
        expect(
          await recoverMessageAddress({ message, signature: await account.signMessage({ message }) }),
        ).toBe(address)
    } finally {
      await signer.stop()
    }
  })

  test('that signs something else, signs with another key, refuses or is gone has nothing sent', async () => {
    const transaction = {
      ...({ type: 'eip1559', chainId: 31_337, nonce: 0, gas: 21_000n, value: 5n } as const),
      ...({ to: `0x${'11'.repeat(20)}`, maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 1n } as const),
    }
    const liar = await startSigner(key, 'lie')
    await expect(open(liar.url).signTransaction(transaction)).rejects.toThrow(/signed something else/)
    const other = privateKeyToAccount(generatePrivateKey()).address
    await expect(open(liar.url, other).signTypedData(typed)).rejects.toThrow(/no key for this account/)
    await liar.stop()
    await expect(open(liar.url).signTransaction(transaction)).rejects.toMatchObject({
      name: 'SignerProblem',
      message: 'The signer does not answer.',
    })
  })
})
