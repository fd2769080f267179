import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What a Prometheus server reads at /metrics. */
export const createMetrics = ({ defaults = true } = {}) => {
  const registry = new Registry()
  const registers = [registry]
  if (defaults) collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'hurong_http_request_seconds',
      help: 'Requests answered, by route, method and status.',
      labelNames: ['route', 'method', 'status'] as const,
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    limited: new Counter({
      name: 'hurong_http_limited_total',
      help: 'Requests refused by the rate limit.',
      registers,
    }),
    streams: new Gauge({ name: 'hurong_http_streams', help: 'Open event streams.', registers }),
    indexedBlock: new Gauge({ name: 'hurong_indexer_block', help: 'Last block read.', registers }),
    headBlock: new Gauge({ name: 'hurong_indexer_head_block', help: 'Head the node tells.', registers }),
    events: new Counter({ name: 'hurong_indexer_events_total', help: 'Events written.', registers }),
    rollBacks: new Counter({
      name: 'hurong_indexer_rollbacks_total',
      help: 'Reorganisations undone.',
      registers,
    }),
    mismatches: new Counter({
      name: 'hurong_indexer_mismatches_total',
      help: 'Figures of the contract that the arithmetic here does not give.',
      registers,
    }),
    problem: new Gauge({
      name: 'hurong_indexer_problem',
      help: '1 for the problem that keeps the indexer from writing.',
      labelNames: ['code'] as const,
      registers,
    }),
    keeperTasks: new Counter({
      name: 'hurong_keeper_tasks_total',
      help: 'What the keeper did, by action and outcome.',
      labelNames: ['action', 'outcome'] as const,
      registers,
    }),
    notices: new Counter({
      name: 'hurong_notices_total',
      help: 'Attempts to tell owners of their accounts, by e-mail and by push.',
      labelNames: ['outcome'] as const,
      registers,
    }),
    keeperLoans: new Gauge({ name: 'hurong_keeper_loans', help: 'Loans the keeper watches.', registers }),
    keeperProblems: new Counter({
      name: 'hurong_keeper_problems_total',
      help: 'Rounds of the keeper that failed.',
      registers,
    }),
    relayerOperations: new Counter({
      name: 'hurong_relayer_operations_total',
      help: 'Operations that came to an end, by outcome.',
      labelNames: ['outcome'] as const,
      registers,
    }),
    relayerRefusals: new Counter({
      name: 'hurong_relayer_refusals_total',
      help: 'Operations that were not taken, by code.',
      labelNames: ['code'] as const,
      registers,
    }),
    relayerTransactions: new Counter({
      name: 'hurong_relayer_transactions_total',
      help: 'Transactions of the relayer, by what became of them.',
      labelNames: ['outcome'] as const,
      registers,
    }),
    relayerSpent: new Counter({
      name: 'hurong_relayer_spent_ether_total',
      help: 'What the relayer paid for gas.',
      registers,
    }),
    relayerBalance: new Gauge({
      name: 'hurong_relayer_balance_ether',
      help: 'What the relayer has for gas.',
      registers,
    }),
    relayerWaiting: new Gauge({
      name: 'hurong_relayer_waiting',
      help: 'Operations in no transaction yet.',
      registers,
    }),
    relayerInFlight: new Gauge({
      name: 'hurong_relayer_in_flight',
      help: 'Transactions in no block yet.',
      registers,
    }),
    relayerForeign: new Counter({
      name: 'hurong_relayer_foreign_total',
      help: 'Nonces that something else used with the relayer’s key.',
      registers,
    }),
    relayerProblem: new Gauge({
      name: 'hurong_relayer_problem',
      help: '1 while the relayer cannot work.',
      registers,
    }),
    relayerHolds: new Gauge({
      name: 'hurong_relayer_holds',
      help: '1 while this process is the one that works with the relayer’s key.',
      registers,
    }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
