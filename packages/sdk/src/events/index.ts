export {
  type DecodedLog,
  decodeLog,
  decodeLogs,
  type HurongEvent,
  type HurongEventOf,
  type LogPlace,
  type RawLog,
} from './decodeLog.ts'
export { readEvents, readLogs } from './readEvents.ts'
export { readLogsByTopics } from './readLogsByTopics.ts'
export { type TimedLog, withTimes } from './withTimes.ts'
