import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@hurong/chain'

const program = join(import.meta.dirname, '..', '..', 'platform', 'src', 'start.ts')

/** A whole platform with its demonstration market. */
export interface RunningPlatform {
  readonly origin: string
  /** Where it keeps its data; of one that runs elsewhere as `HURONG_DATA` tells. */
  readonly dataFolder: string | undefined
  readonly stop: () => Promise<void>
}

/**
 * Runs a platform on a data folder as `npm start` does, building the demonstration if it is not there.
 * @param settings Variables of the environment beside those of the tests.
 */
export const runPlatform = async (
  dataFolder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningPlatform> => {
  const [port, chainPort] = [await freePort(), await freePort()]
  const args = ['--no-open', '--data', dataFolder, '--port', String(port)]
  const child = spawn(process.execPath, [program, ...args, '--chain-port', String(chainPort)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let words = ''
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        words += part
        if (/Ready after/.test(words)) resolve()
      })
    child.once('exit', () => reject(new Error(`The platform ended: ${words.slice(-2000)}`)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { origin: `http://127.0.0.1:${port}`, dataFolder, stop }
}

/** A folder that is gone with whatever is in it once `remove` is called. */
export const temporaryFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'hurong-e2e-'))
  return {
    dataFolder: join(folder, 'data'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Uses the platform at `HURONG_ORIGIN` if one is named, else starts one of its own on a copy of the prepared data. */
export const startPlatform = async (
  preparedData: string,
  settings?: Readonly<Record<string, string>>,
): Promise<RunningPlatform> => {
  const given = process.env.HURONG_ORIGIN
  if (given) return { origin: given, dataFolder: process.env.HURONG_DATA, stop: async () => {} }
  const { dataFolder, remove } = temporaryFolder()
  try {
    cpSync(preparedData, dataFolder, { recursive: true })
    const running = await runPlatform(dataFolder, settings)
    return { ...running, stop: () => running.stop().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}
