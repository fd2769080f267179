import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blockOf, call, head } from './fixtures/call.ts'
import { aChain, aFolder } from './fixtures/folder.ts'
import { chainId, person } from './fixtures/people.ts'
import { startChain } from './startChain.ts'

test('a second start finds the same blocks, receipts and time', async () => {
  const dataDir = aFolder()
  const alice = person(0)
  const first = await aChain({ dataDir })
  const hash = await call<string>(first.url, 'eth_sendRawTransaction', await alice.pay())
  await first.increaseTime(86_400)
  const [before, block] = [await head(first.url), await blockOf(first.url, hash)]
  const { offset } = first.time()
  await first.close()

  const second = await aChain({ dataDir })
  expect(await head(second.url)).toEqual(before)
  expect(await blockOf(second.url, hash)).toBe(block)
  expect(second.time().offset).toBe(offset)
  expect(offset).toBeGreaterThanOrEqual(86_400)
})

test('a folder that is in use is refused with the number of the process that uses it', async () => {
  const dataDir = aFolder()
  await aChain({ dataDir })
  await expect(startChain({ dataDir, port: 0, chainId })).rejects.toThrow(`in use by process ${process.pid}`)
})

test.runIf(process.platform === 'linux')(
  'a folder where the system lets nobody make one is refused',
  async () => {
    await expect(startChain({ dataDir: '/proc/hurong/chain', port: 0, chainId })).rejects.toThrow(
      "The chain's folder /proc/hurong/chain cannot be made (ENOENT): choose another folder.",
    )
  },
)

test('a lock left behind by a process that is gone is taken over', async () => {
  const dataDir = aFolder()
  writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid: process.pid, identity: 'of an earlier boot' }))
  const chain = await aChain({ dataDir })
  expect((await head(chain.url)).number).toBe(0)
})

test('a folder of another format is refused with both formats', async () => {
  const dataDir = aFolder()
  await (await aChain({ dataDir })).close()
  const path = join(dataDir, 'chain.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace('"format": 1', '"format": 7'))
  await expect(startChain({ dataDir, port: 0, chainId })).rejects.toThrow(
    'is of format 7, and this version reads format 1',
  )
})

test('a folder of another chain is refused with both chain ids, and the mnemonic is not told', async () => {
  const dataDir = aFolder()
  await (await aChain({ dataDir })).close()
  await expect(startChain({ dataDir, port: 0, chainId: 5 })).rejects.toThrow(
    /another chain id \(31337 there, 5 asked for\)/,
  )
  const mnemonic = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
  const refused = startChain({ dataDir, port: 0, chainId, mnemonic })
  await expect(refused).rejects.toThrow(/holds a chain with another mnemonic\. Use the settings/)
})

test('a port in use is refused with the port, and the folder is given back', async () => {
  const dataDir = aFolder()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  await expect(startChain({ dataDir, port, chainId })).rejects.toThrow(`Port ${port} is in use`)
  other.close()
  await aChain({ dataDir })
})

test('a torn last record is cut off and the chain goes on before it', async () => {
  const dataDir = aFolder()
  const alice = person(0)
  const first = await aChain({ dataDir })
  await call(first.url, 'eth_sendRawTransaction', await alice.pay())
  const before = await head(first.url)
  await first.close()
  appendFileSync(join(dataDir, 'journal'), '00000000 {"n":2,"timest')

  const lines: string[] = []
  const second = await aChain({ dataDir, log: (line) => lines.push(line) })
  expect(await head(second.url)).toEqual(before)
  expect(lines.join('\n')).toContain('torn last record')
  await call(second.url, 'eth_sendRawTransaction', await alice.pay())
  expect((await head(second.url)).number).toBe(2)
})

test('a journal damaged before its end is refused and left as it is', async () => {
  const dataDir = aFolder()
  const alice = person(0)
  const chain = await aChain({ dataDir })
  for (let i = 0; i < 3; i++) await call(chain.url, 'eth_sendRawTransaction', await alice.pay())
  await chain.close()
  const path = join(dataDir, 'journal')
  const content = readFileSync(path)
  content[20] = (content[20] ?? 0) ^ 1
  writeFileSync(path, content)
  await expect(startChain({ dataDir, port: 0, chainId })).rejects.toThrow('damaged at record 1 (byte 0)')
  expect(readFileSync(path)).toEqual(content)
})

test('a block that comes out otherwise than acknowledged stops the start with both hashes', async () => {
  const dataDir = aFolder()
  const chain = await aChain({ dataDir })
  await call(chain.url, 'eth_sendRawTransaction', await person(0).pay())
  const { hash } = await head(chain.url)
  await chain.close()
  const path = join(dataDir, 'chain.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace('"accounts": 20', '"accounts": 21'))
  await expect(startChain({ dataDir, port: 0, chainId })).rejects.toThrow(`was acknowledged as ${hash}`)
})

test('dumps are written, the newest two are kept, and a damaged one is passed over', async () => {
  const dataDir = aFolder()
  const alice = person(0)
  let before = { number: 0 }
  for (let round = 0; round < 2; round++) {
    const chain = await aChain({ dataDir })
    for (let i = 0; i < 5; i++) await call(chain.url, 'eth_sendRawTransaction', await alice.pay())
    before = await head(chain.url)
    await chain.dump()
    await chain.close()
  }
  const newest = join(dataDir, 'snapshots', '0000000010.dump')
  truncateSync(newest, statSync(newest).size - 1)
  const lines: string[] = []
  const chain = await aChain({ dataDir, log: (line) => lines.push(line) })
  expect(await head(chain.url)).toEqual(before)
  expect(lines.join('\n')).toContain('the dump of block 10 is damaged')
  expect(lines.join('\n')).toContain('block 10, 5 of them replayed')
})

test('the deterministic deployment proxy is there from the first block, and after a second start', async () => {
  const dataDir = aFolder()
  const proxy = '0x4e59b44847b379578588920ca78fbf26c0b4956c'
  const first = await aChain({ dataDir })
  const code = await call<string>(first.url, 'eth_getCode', proxy, 'latest')
  expect(code).toMatch(/^0x7f/)
  await first.close()
  const second = await aChain({ dataDir })
  expect(await call(second.url, 'eth_getCode', proxy, 'latest')).toBe(code)
})
