import { pino } from 'pino'
import { startServer } from '../../apps/server/src/index.ts'

// Run as a process of its own beside the load: database folder.
const [, , dataDir = ''] = process.argv
const address = `0x${'ab'.repeat(20)}` as const
const server = await startServer({
  roles: ['api'],
  dataDir,
  rpcUrl: 'http://127.0.0.1:9',
  deployment: {
    chainId: 31_337,
    deployedAtBlock: 1,
    contracts: {
      accessManager: address,
      notes: address,
      loans: address,
      participants: address,
      creditRecord: address,
      fees: address,
    },
    issuers: { 1: 'loans' },
    currencies: [{ address, symbol: 'TUSD', name: 'Test dollar', decimals: 6, faucet: true }],
    products: [],
    policies: [],
  },
  log: pino({ level: 'error' }),
  limit: { perMinute: 1_000_000_000 },
})
console.log(server.url)
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)))
