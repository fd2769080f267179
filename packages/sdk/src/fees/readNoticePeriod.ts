import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Seconds between an announcement and its effect. */
export const readNoticePeriod = (context: ReadContext) => read(context, 'fees', 'noticePeriod', [])
