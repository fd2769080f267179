import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { requireFreePort } from './port.ts'

test('a port in use is refused with the port and the setting to change', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(requireFreePort('127.0.0.1', port, 'CHAIN_PORT')).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program: stop it, or set CHAIN_PORT to another one (npm start -- --chain-port ${port + 1}).`,
  )
  await new Promise((resolve) => other.close(resolve))
  await expect(requireFreePort('127.0.0.1', port, 'CHAIN_PORT')).resolves.toBeUndefined()
})

test('an address of another machine is refused with the setting to change', async () => {
  await expect(requireFreePort('192.0.2.1', 8080, 'PORT')).rejects.toThrow(
    /^HOST is 192\.0\.2\.1, which is no address/,
  )
})
