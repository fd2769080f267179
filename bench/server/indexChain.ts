import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { openDatabase } from '../../apps/server/src/database/open.ts'
import { follower } from '../../apps/server/src/indexer/follow.ts'
import { openRpc } from '../../apps/server/src/indexer/rpc.ts'

/** Peak of this process alone: what `resourceUsage` tells starts at the parent's, where the system tells both. */
const peakMiB = (): number => {
  const told = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : ''
  const kib = /VmHWM:\s+(\d+)/.exec(told)?.[1]
  return (kib === undefined ? process.resourceUsage().maxRSS : Number(kib)) / 1024
}

// Run as a process of its own, so that its memory is the indexer's alone: URL, deployment file, database folder.
const [, , url = '', deploymentFile = '', dataDir = ''] = process.argv
const { database, close } = await openDatabase({ dataDir })
let events = 0
const { step } = follower({
  database,
  rpc: openRpc(url),
  deployment: JSON.parse(readFileSync(deploymentFile, 'utf8')),
  log: pino({ level: 'error' }),
  onCommit: (_, range) => {
    events += range.events.length
  },
})
const started = performance.now()
await step()
const seconds = (performance.now() - started) / 1000
console.log(JSON.stringify({ events, seconds, peakMiB: peakMiB() }))
await close()
