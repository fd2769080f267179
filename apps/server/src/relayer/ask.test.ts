import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NodeSilent, openNode } from './ask.ts'

let answering: Server
let url: string
beforeAll(async () => {
  answering = createServer((_, response) => response.end('<h1>Not a node</h1>'))
  await new Promise<void>((resolve) => answering.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(answering.address() as AddressInfo).port}`
})
afterAll(() => answering?.close())

test.each([
  ['a name nobody has', () => 'http://node.internal.invalid:8545', /^its name leads nowhere/],
  ['a port nobody listens at', () => 'http://127.0.0.1:1', /^nothing listens there$/],
  ['what is no node', () => url, /^what it answers is no JSON$/],
])('of %s nobody is told where it stands', async (_, at, said) => {
  const node = openNode(at(), 5_000)
  const error = await node.ask('eth_chainId').catch((failure: unknown) => failure)
  node.close()
  expect(error).toBeInstanceOf(NodeSilent)
  const { message, cause } = error as NodeSilent
  expect(message).toMatch(said)
  expect(message).not.toContain(new URL(at()).hostname)
  // Whoever looks after it is.
  expect(cause).toBeInstanceOf(Error)
})
