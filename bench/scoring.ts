import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import {
  assessMany,
  auc,
  brier,
  type Frame,
  type LabelledTape,
  probabilitiesOf,
  readLabelled,
  refit,
  scoreRows,
} from '@hurong/scoring'
import {
  assess,
  fieldsOf,
  type ModelContent,
  type ModelFile,
  modelText,
  readModel,
} from '@hurong/scoring/explain'
import { SAMPLE_FILE } from '@hurong/tape'
import type { Bench, Figures } from './results.ts'
import { scoreInBrowser } from './scoring/inBrowser.ts'

const root = join(import.meta.dirname, '..')
const schemaFile = join(root, 'packages', 'scoring', 'schemas', 'lendingclub-2007-2010.json')
const program = join(root, 'packages', 'scoring', 'src', 'cli', 'main.ts')
/** Loans issued before are learnt from; those from then on are what the models are tried on. */
const SPLIT = '2010-01-01'
const splitDay = Date.parse(`${SPLIT}T00:00:00Z`) / 86_400_000

/** The whole tape, where this machine has it. */
const wholeTape = (): string | undefined => {
  const told = process.env.HURONG_TAPE
  if (told) return told
  const beside = join(root, '..', 'shared', 'data', 'lendingclub-2007-2010.csv.gz')
  return existsSync(beside) ? beside : undefined
}

const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals))
const now = () => performance.now() / 1_000

interface Trained {
  readonly file: ModelFile
  readonly seconds: number
  readonly kibGzip: number
}

/** Trains as anyone would, by the command, in one process; reading the tape counts. */
const train = async (
  folder: string,
  kind: 'champion' | 'challenger',
  tape: string,
  dates: string[],
): Promise<Trained> => {
  const out = join(folder, `${kind}.json`)
  const began = now()
  const given = ['--schema', schemaFile, '--tape', tape, '--out', out, '--kind', kind, ...dates]
  await promisify(execFile)(process.execPath, [program, 'train', ...given])
  const seconds = now() - began
  const text = readFileSync(out, 'utf8')
  return { file: readModel(text, out), seconds, kibGzip: gzipSync(text).length / 1_024 }
}

/** How right a model was on loans it never saw. */
const rightness = ({ model }: ModelContent, { frame }: LabelledTape) => {
  const points = scoreRows(model, frame)
  const probabilities = probabilitiesOf(model.calibration, points)
  const logOdds = probabilities.map((one) => Math.log(one / (1 - one)))
  return {
    auc: auc(points, frame.outcome),
    brier: brier(probabilities, frame.outcome),
    ...refit(logOdds, frame.outcome),
  }
}

/** AUC among the loans of one term: without what follows from the term alone. */
const aucOfTerm = ({ model }: ModelContent, { frame, afterwards }: LabelledTape, months: number): number => {
  const points = scoreRows(model, frame)
  const some = [...points.keys()].filter((row) => afterwards.term[row] === months)
  return auc(
    some.map((row) => points[row] as number),
    some.map((row) => frame.outcome[row] as number),
  )
}

/** The rows over and over, up to so many. */
const repeated = (frame: Frame, rows: number): Frame => ({
  rows,
  inputs: frame.inputs.map((input) =>
    input.kind === 'numeric'
      ? {
          ...input,
          values: Float64Array.from(
            { length: rows },
            (_, row) => input.values[row % frame.rows] ?? Number.NaN,
          ),
        }
      : {
          ...input,
          codes: Int32Array.from({ length: rows }, (_, row) => input.codes[row % frame.rows] ?? -1),
        },
  ),
})

/** Rows in a second of the processor's time, the best of five runs: what else the machine does counts for nothing. */
const rowsPerSecond = (rows: number, score: () => void): number => {
  const seconds = Array.from({ length: 5 }, () => {
    const began = process.cpuUsage()
    score()
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1e6
  })
  return Math.round(rows / Math.min(...seconds))
}

const speeds = (content: ModelContent, frame: Frame): Figures => {
  const many = repeated(frame, 1_000_000)
  const some = repeated(frame, 200_000)
  const terms = new Float64Array(some.rows).fill(36)
  const plain = () => probabilitiesOf(content.model.calibration, scoreRows(content.model, many))
  const explained = () => assessMany(content, some, terms)
  return {
    'scoring.rowsPerSecond': {
      ...{ value: rowsPerSecond(many.rows, plain), unit: 'rows/s', goal: '>= 1000000' },
    },
    'scoring.rowsPerSecond.reasons': {
      ...{ value: rowsPerSecond(some.rows, explained), unit: 'rows/s', goal: '>= 100000' },
    },
  }
}

/** Every kind of field given, so that nothing is saved by a blank one. */
const application = {
  ...{ loan_amnt: '12000', term: '36', issue_d: '2010-06-01', annual_inc: '48000', dti: '18.5' },
  ...{ home_ownership: 'RENT', verification_status: 'Verified', purpose: 'debt_consolidation' },
  ...{ addr_state: 'CA', delinq_2yrs: '1', earliest_cr_line: '1998-03-01', inq_last_6mths: '2' },
  ...{ mths_since_last_delinq: '14', mths_since_last_record: '60', open_acc: '9', pub_rec: '1' },
  ...{ revol_bal: '9100', revol_util: '0.62', total_acc: '21', acc_now_delinq: '0', tax_liens: '0' },
}

/** One application in a real browser, reasons and all. */
const inBrowser = async ({ content }: ModelFile): Promise<Figures> => {
  const cells = fieldsOf(content.schema, application)
  const today = splitDay + 365
  const { first, middle, points } = await scoreInBrowser(modelText(content), cells, { today })
  if (points !== assess(content, cells, today).points)
    throw new Error('The browser scores otherwise than Node does.')
  return {
    'scoring.browser.milliseconds': { value: rounded(middle, 3), unit: 'ms', goal: '<= 5' },
    'scoring.browser.first.milliseconds': { value: rounded(first, 1), unit: 'ms', goal: '<= 5' },
  }
}

const outOfTime = async (tape: string, folder: string, say: (line: string) => void): Promise<Figures> => {
  const champion = await train(folder, 'champion', tape, ['--before', SPLIT])
  const challenger = await train(folder, 'challenger', tape, ['--before', SPLIT])
  const tried = await readLabelled(tape, champion.file.content.schema, { from: splitDay })
  say(`learnt from ${champion.file.content.training.rows} loans, tried on ${tried.counts.used} later ones`)
  const first = rightness(champion.file.content, tried)
  const second = rightness(challenger.file.content, tried)
  return {
    'scoring.champion.auc': { value: rounded(first.auc, 4), unit: 'AUC', goal: '>= 0.665' },
    'scoring.champion.auc.36months': {
      ...{ value: rounded(aucOfTerm(champion.file.content, tried, 36), 4), unit: 'AUC' },
    },
    'scoring.challenger.auc.36months': {
      ...{ value: rounded(aucOfTerm(challenger.file.content, tried, 36), 4), unit: 'AUC' },
    },
    'scoring.champion.brier': { value: rounded(first.brier, 4), unit: 'Brier', goal: '<= 0.1155' },
    'scoring.champion.slope': { value: rounded(first.slope, 3), unit: 'calibration slope' },
    'scoring.champion.slopeFromOne': {
      ...{ value: rounded(Math.abs(first.slope - 1), 3), unit: 'of 1', goal: '<= 0.1' },
    },
    'scoring.champion.trainingSeconds': {
      ...{ value: rounded(champion.seconds, 1), unit: 's', goal: '<= 60' },
    },
    'scoring.champion.modelKiB': {
      ...{ value: rounded(champion.kibGzip, 1), unit: 'KiB gzip', goal: '<= 150' },
    },
    'scoring.challenger.auc': { value: rounded(second.auc, 4), unit: 'AUC', goal: '>= 0.665' },
    'scoring.challenger.trainingSeconds': {
      ...{ value: rounded(challenger.seconds, 1), unit: 's', goal: '<= 60' },
    },
    'scoring.challenger.modelKiB': { value: rounded(challenger.kibGzip, 1), unit: 'KiB gzip' },
    ...speeds(champion.file.content, tried.frame),
    ...(await inBrowser(champion.file)),
  }
}

/**
 * Trains on real loans issued before 2010, tries the models on those of 2010, and measures how fast they score. Without
 * the whole tape only the speed is measured.
 */
export const bench: Bench = async (say) => {
  const folder = mkdtempSync(join(tmpdir(), 'hurong-bench-'))
  try {
    const tape = wholeTape()
    if (tape !== undefined) return await outOfTime(tape, folder, say)
    say('The sample of 300 loans is too small to tell how right a model is: only its speed is measured.')
    say('Give the whole tape in HURONG_TAPE for the other figures.')
    const sample = fileURLToPath(SAMPLE_FILE)
    const { file } = await train(folder, 'champion', sample, [])
    const { frame } = await readLabelled(sample, file.content.schema)
    return { ...speeds(file.content, frame), ...(await inBrowser(file)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
