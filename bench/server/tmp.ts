import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { startAnvil } from '../../apps/server/src/fixtures/anvil.ts'
import { fillChain } from './fillChain.ts'

const anvil = await startAnvil('--accounts', '140', '--balance', '1000000')
const folder = mkdtempSync('/tmp/hb-')
const file = folder + '/d.json'
writeFileSync(file, JSON.stringify(await fillChain(anvil.url, 50_000)))
const here = new URL('./indexChain.ts', import.meta.url).pathname
for (const flags of [[],[],['--max-semi-space-size=8'],['--max-semi-space-size=8','--max-old-space-size=120']]) {
  [],
  ['--max-semi-space-size=8'],
  ['--max-semi-space-size=8', '--wasm-num-compilation-tasks=1', '--no-wasm-inlining'],
  ['--max-semi-space-size=8', '--max-old-space-size=120', '--liftoff-only'],
]) {
  const dir = folder + '/i' + Math.random()
  try {
    console.log(
      flags.join(' '),
      (await promisify(execFile)(process.execPath, [...flags, here, anvil.url, file, dir])).stdout.trim(),
    )
  } catch (e) {
    console.log(flags, String(e).slice(0, 200))
  }
  rmSync(dir, { recursive: true, force: true })
}
await anvil.close()
