import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StubNode, stubNode } from '../fixtures/stubNode.ts'
import { DeploymentNotFound, openDeployment } from './openDeployment.ts'

const folder = mkdtempSync(join(tmpdir(), 'hurong-deployment-'))
let node: StubNode
beforeAll(async () => {
  node = await stubNode(31_337)
})
afterAll(async () => {
  await node.close()
  rmSync(folder, { recursive: true, force: true })
})

const refusalOf = async (asked: Parameters<typeof openDeployment>[0]): Promise<string> => {
  const error = await openDeployment(asked).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(DeploymentNotFound)
  return (error as Error).message
}

test('where no chain answers it says where it looked and what to do, and repeats no secret of the address', async () => {
  const said = await refusalOf({ rpc: 'http://127.0.0.1:1/secret' })
  expect(said).toContain('no chain answers at http://127.0.0.1:1. Start one with `npm start`')
  expect(said).not.toContain('secret')
})

test('where there is no deployment file it says which, and where to find it', async () => {
  const file = join(folder, 'none.json')
  expect(await refusalOf({ rpc: node.url, file })).toBe(
    `there is no deployment file ${file}. It lies in the data folder the platform was started with: give it with --deployment FILE.`,
  )
})

test('a deployment file that is none is told with its path', async () => {
  const file = join(folder, 'other.json')
  writeFileSync(file, '{}')
  await expect(openDeployment({ rpc: node.url, file })).rejects.toThrow(file)
})
