export { DatabaseProblem } from './database/problem.ts'
export type { ChainControl, ChainState } from './http/context.ts'
export type { RateLimit } from './http/rateLimit.ts'
export { type Role, type Server, type ServerSettings, startServer } from './startServer.ts'
