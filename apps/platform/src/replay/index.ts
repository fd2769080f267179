export { type ReplayOptions, type ReplayResult, runReplay } from './run.ts'
