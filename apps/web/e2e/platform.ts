import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = join(import.meta.dirname, '..', '..', 'platform', 'src', 'start.ts')

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** A whole platform with its demonstration market. */
export interface RunningPlatform {
  readonly origin: string
  /** Where it keeps its data; of one that runs elsewhere as `HURONG_DATA` tells. */
  readonly dataFolder: string | undefined
  readonly stop: () => Promise<void>
}

/** Uses the platform at `HURONG_ORIGIN` if one is named, else starts one of its own, as `npm start` does. */
export async function startPlatform(): Promise<RunningPlatform> {
  const given = process.env.HURONG_ORIGIN
  if (given) return { origin: given, dataFolder: process.env.HURONG_DATA, stop: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'hurong-e2e-'))
  const dataFolder = join(folder, 'data')
  const [port, chainPort] = [await freePort(), await freePort()]
  const args = ['--no-open', '--data', dataFolder, '--port', String(port)]
  const child = spawn(process.execPath, [program, ...args, '--chain-port', String(chainPort)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  let words = ''
  try {
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (part: Buffer) => {
          words += part
          if (/Ready after/.test(words)) resolve()
        })
      child.once('exit', () => reject(new Error(`The platform ended: ${words.slice(-2000)}`)))
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { origin: `http://127.0.0.1:${port}`, dataFolder, stop }
}
