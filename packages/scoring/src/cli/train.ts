import { basename } from 'node:path'
import { scoreRows } from '../apply/score.ts'
import { dayText } from '../card/dates.ts'
import { figuresOf } from '../card/evaluation.ts'
import type { LabelledFrame } from '../data/frame.ts'
import { measuredLoss } from '../explain/loss.ts'
import { hazardShares } from '../explain/pd.ts'
import { extrapolatedTerm, withTerm } from '../explain/terms.ts'
import { contentHash } from '../files/canonical.ts'
import { MODEL_VERSION, type ModelContent, modelText, type Training } from '../files/model.ts'
import { readText, writeWhole } from '../files/write.ts'
import { NothingToLearn, trainChallenger, trainChampion } from '../learn/index.ts'
import { probabilityOf } from '../model/calibration.ts'
import type { Model, NumericTerm } from '../model/types.ts'
import { Refusal } from '../refusal.ts'
import type { Schema } from '../schema/definition.ts'
import { readSchema } from '../schema/read.ts'
import { withoutConstants } from '../tape/constant.ts'
import type { LabelledTape } from '../tape/labelled.ts'
import { refuseLeaks } from '../tape/tripwire.ts'
import { readFlags } from './arguments.ts'
import { progress, type Streams } from './say.ts'
import { readTapeAloud, sha256Of } from './tape.ts'

export const TRAIN_USAGE =
  'npm run score -- train --schema FILE --tape FILE --out FILE [--name NAME] [--kind champion|challenger] [--from DATE] [--before DATE] [--seed N]'

const FLAGS = {
  schema: { kind: 'file', required: true },
  tape: { kind: 'file', required: true },
  out: { kind: 'file', required: true },
  name: { kind: 'text' },
  kind: { kind: 'text' },
  from: { kind: 'date' },
  before: { kind: 'date' },
  seed: { kind: 'whole' },
} as const

/** Trains a model on the loans of a tape issued between two dates, and writes its file. */
export async function train(args: readonly string[], streams: Streams): Promise<void> {
  const given = readFlags(args, FLAGS, TRAIN_USAGE)
  const { kind = 'champion', seed = 1 } = given
  if (kind !== 'champion' && kind !== 'challenger')
    throw new Refusal(`--kind is "${kind}": give champion or challenger.\n${TRAIN_USAGE}`)
  const schema = readSchema(await readText(given.schema), basename(given.schema))
  const tape = await readTapeAloud(given.tape, schema, datesOf(given), streams)
  refuseLeaks(tape.frame, basename(given.tape))
  const { frame, dropped } = withoutConstants(tape.frame)
  const learnt = learn(frame, kind, seed, basename(given.tape), streams)
  const longer = beyondTheTerm(schema, dropped, tape, learnt.calibration.slope)
  const unused = dropped.filter((name) => name !== longer?.name)
  for (const name of unused) streams.err.write(`  ${name} says the same of every loan and is dropped.\n`)
  if (longer)
    streams.err.write(
      `  ${longer.name} says the same of every loan; its points follow from when they failed.\n`,
    )
  const model = longer ? withTerm(learnt, longer) : learnt
  const extrapolated = longer ? [longer.name] : []
  const content = await contentOf(given, schema, tape, { dropped: unused, extrapolated, seed }, model)
  writeWhole(given.out, modelText(content))
  const { rows, defaults, figures } = content.training
  streams.out.write(
    `${basename(given.out)}: ${kind} ${content.name}, hash ${contentHash(content)}, learnt from ${rows} loans, ${defaults} of which defaulted; AUC on these very loans ${figures.auc}.\n`,
  )
}

export const datesOf = ({ from, before }: { from: number | undefined; before: number | undefined }) => ({
  ...(from === undefined ? {} : { from }),
  ...(before === undefined ? {} : { before }),
})

function learn(
  frame: LabelledFrame,
  kind: 'champion' | 'challenger',
  seed: number,
  tape: string,
  streams: Streams,
): Model {
  const tell = progress(`training the ${kind}`, streams)
  const options = { seed, onProgress: ({ done, all }: { done: number; all: number }) => tell(done, all) }
  try {
    return kind === 'champion' ? trainChampion(frame, options) : trainChallenger(frame, options)
  } catch (error) {
    if (error instanceof NothingToLearn) throw new Refusal(`${tape}: ${error.message}`)
    throw error
  }
}

/** The points of the term, where it is an input and all the loans had the same. */
function beyondTheTerm(
  schema: Schema,
  dropped: readonly string[],
  tape: LabelledTape,
  slope: number,
): NumericTerm | null {
  const input = schema.inputs.find(
    ({ name, from }) => dropped.includes(name) && 'column' in from && from.column === schema.term,
  )
  const { afterwards, frame } = tape
  const months = afterwards.term[0] as number
  if (!input || Number.isNaN(months)) return null
  return extrapolatedTerm(input.name, months, slope, frame.outcome, frame.issuedOn, afterwards.defaultedOn)
}

async function contentOf(
  given: { tape: string; name: string | undefined },
  schema: Schema,
  { frame, afterwards, counts }: LabelledTape,
  facts: Pick<Training, 'dropped' | 'extrapolated' | 'seed'>,
  model: Model,
): Promise<ModelContent> {
  const points = scoreRows(model, frame)
  const pd = Float64Array.from(points, (score) => probabilityOf(model.calibration, score))
  const dates = frame.issuedOn.toSorted()
  const training: Training = {
    tape: { name: basename(given.tape), sha256: await sha256Of(given.tape) },
    from: dayText(dates[0] as number),
    to: dayText(dates.at(-1) as number),
    rows: frame.rows,
    defaults: frame.outcome.reduce((sum, one) => sum + one, 0),
    bad: counts.bad,
    ...facts,
    ...tenthsOf(points),
    figures: figuresOf(pd, points, frame.outcome),
  }
  const { term, defaultedOn } = afterwards
  return {
    format: 'hurong-scoring-model',
    version: MODEL_VERSION,
    name: given.name ?? schema.name,
    schema,
    schemaHash: contentHash(schema),
    model,
    hazard: hazardShares(term, frame.outcome, frame.issuedOn, defaultedOn),
    lossGivenDefault: measuredLoss(afterwards.exposure, afterwards.lost),
    training,
  }
}

/** The scores at which each tenth of the training rows begins, and how many rows fall between them. */
function tenthsOf(points: Int32Array): Pick<Training, 'tenths' | 'inTenths'> {
  const inOrder = points.toSorted()
  const starts = Array.from(
    { length: 9 },
    (_, at) => inOrder[Math.floor(((at + 1) * inOrder.length) / 10)] as number,
  )
  const tenths = [...new Set(starts)]
  const below = tenths.map((edge) => points.filter((score) => score < edge).length)
  const inTenths = [...below, points.length].map((upTo, at) => upTo - (below[at - 1] ?? 0))
  return { tenths, inTenths }
}
