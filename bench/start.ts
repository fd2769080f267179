import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@hurong/chain'
import type { Bench } from './results.ts'

const program = join(import.meta.dirname, '..', 'apps', 'platform', 'src', 'start.ts')

/** Seconds from the start until the first page was served, and until all there is to be seen was there. */
type Start = { readonly open: number; readonly ready: number }

/** Starts the platform, looks at its first page once it says where, waits until all is ready; then ends it in order. */
const startOnce = async (folder: string): Promise<Start> => {
  const [port, chainPort] = [await freePort(), await freePort()]
  const began = performance.now()
  const args = ['--no-open', '--data', folder, '--port', String(port), '--chain-port', String(chainPort)]
  const child: ChildProcess = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let words = ''
  const said = (what: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const listen = () => {
        if (what.test(words)) resolve()
      }
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', listen)
      child.once('exit', () => reject(new Error(`the platform ended: ${words.slice(-2000)}`)))
      listen()
    })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => {
      words += part
    })
  }
  const seconds = () => Math.round((performance.now() - began) / 10) / 100
  try {
    // Where nothing is left to be built there is no address before the last line.
    await said(/Open http|Ready after/)
    const page = await fetch(`http://127.0.0.1:${port}/`)
    if (!page.ok) throw new Error(`the first page answers ${page.status}`)
    const open = seconds()
    await said(/Ready after/)
    return { open, ready: seconds() }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** A first start, with the demonstration market, and a second one, both with everything installed and compiled. */
export const bench: Bench = async (say) => {
  const folder = mkdtempSync(join(tmpdir(), 'hurong-bench-'))
  try {
    const cold = await startOnce(join(folder, 'data'))
    say(`first start ${cold.open} s, with the whole demonstration ${cold.ready} s`)
    const warm: number[] = []
    for (let round = 0; round < 3; round++) warm.push((await startOnce(join(folder, 'data'))).open)
    say(`second starts ${warm.join(', ')} s`)
    const [, median = 0] = [...warm].sort((a, b) => a - b)
    return {
      'start.cold': { value: cold.open, unit: 's' },
      'start.cold.demonstration': { value: cold.ready, unit: 's' },
      'start.warm': { value: median, unit: 's', goal: '<= 8' },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
