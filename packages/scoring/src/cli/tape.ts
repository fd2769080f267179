import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Refusal } from '../refusal.ts'
import type { Schema } from '../schema/definition.ts'
import { type LabelledOptions, type LabelledTape, readLabelled } from '../tape/labelled.ts'
import { badRowTeller, progress, type Streams } from './say.ts'

/** SHA-256 of a file: what `sha256sum` prints. */
export async function sha256Of(file: string): Promise<`0x${string}`> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return `0x${hash.digest('hex')}`
}

/**
 * Reads the ended loans of a tape and says what was found.
 * @throws Refusal when there is not one.
 */
export async function readTapeAloud(
  file: string,
  schema: Schema,
  options: Pick<LabelledOptions, 'from' | 'before' | 'known'>,
  streams: Streams,
): Promise<LabelledTape> {
  const name = basename(file)
  const tape = await readLabelled(file, schema, {
    ...options,
    onBytes: progress(`reading ${name}`, streams),
    onBadRow: badRowTeller(name, streams),
  })
  const { rows, bad, notFinished, otherDates, used } = tape.counts
  streams.err.write(
    `  ${name}: ${rows} rows, ${used} used, ${bad} bad, ${notFinished} not finished, ${otherDates} of other dates.\n`,
  )
  for (const [input, levels] of tape.unknownLevels)
    for (const [level, times] of levels)
      streams.err.write(`  ${input} "${level}" is unknown to the model; ${times} rows count as not known.\n`)
  if (used === 0) throw new Refusal(`${name} has no loan that ended, of the dates asked for.`)
  return tape
}
