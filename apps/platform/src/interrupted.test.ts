import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@hurong/chain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kill, type Program, processesOf, runPlatform } from './fixtures/program.ts'

let folder: string
let dataFolder: string
let ports: readonly [number, number]
let platform: Program | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  dataFolder = join(folder, 'data')
  ports = [await freePort(), await freePort()]
})
afterAll(async () => {
  for (const pid of Object.values(processesOf(dataFolder))) kill(pid())
  await platform?.ended
  rmSync(folder, { recursive: true, force: true })
})

const start = (): Program => {
  const [port, chainPort] = ports
  platform = runPlatform([
    ...['--empty', '--data', dataFolder, '--port', String(port), '--chain-port', String(chainPort)],
  ])
  return platform
}

test.each([
  ['the chain', /Chain: /],
  ['the database', /Web app: /],
])('Ctrl-C after the first words of %s ends all of it, and the next start goes on', async (_, words) => {
  const interrupted = start()
  await interrupted.said(words)
  interrupted.child.kill('SIGINT')
  expect(await interrupted.ended).toEqual({ code: 0, words: expect.stringMatching(/Ending\n$/) })

  const next = start()
  await next.said(/Ready after/)
  expect(readdirSync(join(dataFolder, 'database')).filter((name) => name.startsWith('rows'))).toEqual([
    'rows',
  ])
  next.child.kill('SIGINT')
  expect(await next.ended).toMatchObject({ code: 0 })
  rmSync(dataFolder, { recursive: true })
})
