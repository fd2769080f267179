import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Seconds between a model's announcement and its first use. */
export const readModelNoticePeriod = (context: ReadContext) =>
  read(context, 'creditRecord', 'modelNoticePeriod', [])
