import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { startServer } from '../../apps/server/src/index.ts'

// Run as a process of its own by the bench: the relayer over the embedded database, as `npm start` runs it.
const [, , file = ''] = process.argv
const { rpcUrl, deployment, relayerKey, dataDir } = JSON.parse(readFileSync(file, 'utf8'))
const server = await startServer({
  ...{ rpcUrl, deployment, dataDir, roles: ['api', 'relayer'], local: true },
  relayer: { relayerKey, budget: { operations: 1_000_000, money: 10n ** 21n, moneyOfAll: 10n ** 24n } },
  limit: { perMinute: 10_000_000 },
  log: pino({ level: process.env.BENCH_LOG ?? 'warn' }, pino.destination(2)),
})
console.log(server.url)
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)))
