import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const main = join(import.meta.dirname, 'main.ts')

/** What the program says to the error stream, and the status it ends with. */
const verify = (...args: string[]): Promise<{ status: unknown; said: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], (error, _, said) =>
      resolve({ status: error?.code ?? 0, said }),
    )
  })

test('where no chain answers it says where it looked and what to do, and repeats no secret of the address', async () => {
  const { status, said } = await verify('--rpc', 'http://127.0.0.1:1/secret')
  expect(status).toBe(2)
  expect(said).toContain('no chain answers at http://127.0.0.1:1. Start one with `npm start`')
  expect(said).not.toContain('secret')
})
