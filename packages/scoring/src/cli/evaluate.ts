import { basename } from 'node:path'
import { dayText } from '../card/dates.ts'
import { evaluate as measure } from '../card/evaluation.ts'
import { writeCard } from '../card/write.ts'
import { canonicalText } from '../files/canonical.ts'
import { Refusal } from '../refusal.ts'
import { readFlags } from './arguments.ts'
import { knownLevels, loadModel } from './models.ts'
import type { Streams } from './say.ts'
import { readTapeAloud, sha256Of } from './tape.ts'
import { datesOf } from './train.ts'

export const EVALUATE_USAGE =
  'npm run score -- evaluate --model FILE --tape FILE [--from DATE] [--before DATE] [--card FOLDER]'

const FLAGS = {
  model: { kind: 'file', required: true },
  tape: { kind: 'file', required: true },
  from: { kind: 'date' },
  before: { kind: 'date' },
  card: { kind: 'file' },
} as const

/** Measures a model on the loans of a tape issued between two dates; with `--card` writes its model card too. */
export async function evaluate(args: readonly string[], streams: Streams): Promise<void> {
  const given = readFlags(args, FLAGS, EVALUATE_USAGE)
  const model = await loadModel(given.model)
  const tape = await readTapeAloud(
    given.tape,
    model.content.schema,
    { ...datesOf(given), known: knownLevels(model) },
    streams,
  )
  const defaults = tape.frame.outcome.reduce((sum, one) => sum + one, 0)
  if (defaults === 0 || defaults === tape.frame.rows)
    throw new Refusal(
      `${basename(given.tape)}: every one of the ${tape.frame.rows} loans ended alike; nothing can be measured.`,
    )
  const first = dayText(tape.frame.issuedOn.toSorted()[0] as number)
  if (given.card !== undefined && first <= model.content.training.to)
    throw new Refusal(
      `A card tells of loans a model has not seen: this one learnt from loans issued up to ${model.content.training.to}, and the tape's begin on ${first}. Give --from.`,
    )
  const source = { name: basename(given.tape), sha256: await sha256Of(given.tape) }
  const evaluation = measure(model, tape, source)
  streams.out.write(`${canonicalText(evaluation.figures)}\n`)
  if (given.card === undefined) return
  writeCard(given.card, model, evaluation)
  streams.err.write(`  The card: ${given.card}\n`)
}
