import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { blockOf, call, head } from './fixtures/call.ts'
import { aChain, aFolder } from './fixtures/folder.ts'
import { person } from './fixtures/people.ts'
import { type ProcessMark, stillRuns } from './processIdentity.ts'

const serve = async (dataDir: string): Promise<{ url: string; process: ChildProcess }> => {
  const process = fork(fileURLToPath(new URL('./fixtures/serve.ts', import.meta.url)), [dataDir], {
    execArgv: [],
  })
  onTestFinished(() => void process.kill('SIGKILL'))
  const [url] = (await once(process, 'message')) as [string]
  return { url, process }
}

const nodeOf = (dataDir: string): ProcessMark => JSON.parse(readFileSync(join(dataDir, 'node.pid'), 'utf8'))

const random = (least: number, most: number) => least + Math.floor(Math.random() * (most - least + 1))

/** Sends payments from four people until `enough` were acknowledged, each person one after the other. */
const payUntil = async (
  url: string,
  people: readonly ReturnType<typeof person>[],
  acknowledged: Map<string, string | null>,
  enough: number,
  reached: () => void,
): Promise<void> => {
  let count = 0
  const payer = async (payee: ReturnType<typeof person>) => {
    for (;;) {
      const nonce = Number(await call<string>(url, 'eth_getTransactionCount', payee.address, 'latest'))
      const hash = await call<string>(url, 'eth_sendRawTransaction', await payee.payWithNonce(nonce))
      acknowledged.set(hash, null)
      acknowledged.set(hash, await blockOf(url, hash))
      if (++count === enough) reached()
    }
  }
  await Promise.allSettled(people.map(payer))
}

const compare = async (url: string, acknowledged: ReadonlyMap<string, string | null>) => {
  for (const [hash, seenIn] of acknowledged) {
    const block = await blockOf(url, hash)
    expect(block).not.toBeNull()
    // Acknowledged just before the kill, it may not have been asked for; if it was, it stands where it stood.
    if (seenIn !== null) expect(block).toBe(seenIn)
  }
}

test('kill -9 of the program at random points loses nothing acknowledged, and its orphan node is ended', async () => {
  const dataDir = aFolder()
  const people = [0, 1, 2, 3].map(person)
  const acknowledged = new Map<string, string | null>()
  for (let round = 0; round < 4; round++) {
    const { url, process } = await serve(dataDir)
    await compare(url, acknowledged)
    await payUntil(url, people, acknowledged, random(3, 40), () => process.kill('SIGKILL'))
    const orphan = nodeOf(dataDir)
    if (process.exitCode === null && process.signalCode === null) await once(process, 'exit')
    const chain = await aChain({ dataDir })
    expect(stillRuns(orphan)).toBe(false)
    await compare(chain.url, acknowledged)
    await chain.close()
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(12)
})

test('kill -9 of the node at random points loses nothing acknowledged, and nobody notices', async () => {
  const dataDir = aFolder()
  const chain = await aChain({ dataDir })
  const people = [4, 5, 6, 7].map(person)
  const hashes: string[] = []
  const killAt = new Set(Array.from({ length: 3 }, (_, index) => index * 20 + random(1, 19)))
  await Promise.all(
    people.map(async (payer) => {
      for (let i = 0; i < 15; i++) {
        hashes.push(await call<string>(chain.url, 'eth_sendRawTransaction', await payer.pay()))
        if (killAt.has(hashes.length)) process.kill(nodeOf(dataDir).pid, 'SIGKILL')
      }
    }),
  )
  expect(new Set(hashes).size).toBe(60)
  const blocks = await Promise.all(hashes.map((hash) => blockOf(chain.url, hash)))
  expect(blocks).not.toContain(null)
  const before = await head(chain.url)
  await chain.close()
  const again = await aChain({ dataDir })
  expect(await head(again.url)).toEqual(before)
  expect(await Promise.all(hashes.map((hash) => blockOf(again.url, hash)))).toEqual(blocks)
})

test('SIGTERM lets what was begun finish, and the next start replays nothing', async () => {
  const dataDir = aFolder()
  const { url, process } = await serve(dataDir)
  const hash = await call<string>(url, 'eth_sendRawTransaction', await person(0).pay())
  const node = nodeOf(dataDir)
  process.kill('SIGTERM')
  await once(process, 'exit')
  expect(process.exitCode).toBe(0)
  expect(stillRuns(node)).toBe(false)
  expect(await blockOf((await aChain({ dataDir })).url, hash)).not.toBeNull()
})

test('a program that ends without closing its chain takes the node along', async () => {
  const dataDir = aFolder()
  const { process } = await serve(dataDir)
  const node = nodeOf(dataDir)
  expect(stillRuns(node)).toBe(true)
  process.kill('SIGUSR2')
  expect(await once(process, 'exit')).toEqual([7, null])
  await vi.waitFor(() => expect(stillRuns(node)).toBe(false))
})
