import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { blockedPorts } from './blockedPorts.ts'
import { ofChain, ofSite, requireFreePort } from './port.ts'

const listening = async (port: number) => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
  return other
}

test('a port in use is refused with the port and the setting to change', async () => {
  const other = await listening(0)
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(requireFreePort('127.0.0.1', port, ofChain)).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program: stop it, or set CHAIN_PORT to another one (npm start -- --chain-port ${port + 1}).`,
  )
  await new Promise((resolve) => other.close(resolve))
  await expect(requireFreePort('127.0.0.1', port, ofChain)).resolves.toBeUndefined()
})

test('an address of another machine is refused with the setting to change', async () => {
  await expect(requireFreePort('192.0.2.1', 8080, ofSite)).rejects.toThrow(
    /^HOST is 192\.0\.2\.1, which is no address/,
  )
})

test('no port is offered that browsers open no connection to', async () => {
  const other = await listening(10_079)
  await expect(requireFreePort('127.0.0.1', 10_079, ofChain)).rejects.toThrow('--chain-port 8545)')
  await new Promise((resolve) => other.close(resolve))
})

test('the ports said to be blocked are those fetch refuses', async () => {
  for (const port of blockedPorts)
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ cause: { message: 'bad port' } })
})
