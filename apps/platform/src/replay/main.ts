import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { formatUnits } from '@hurong/finance'
import { SAMPLE_FILE } from '@hurong/tape'
import { isSentence, Refusal } from '../refusal.ts'
import { blockedPort, requireFreePort } from '../settings/port.ts'
import { repositoryFolder } from '../settings/settings.ts'
import { createProgress } from '../steps/progress.ts'
import { calibrationLines } from './calibration.ts'
import { totalLines, totalsOf, writeReport } from './report.ts'
import { runReplay } from './run.ts'

const usage = `npm run replay -- [--file FILE] [--loans N] [--investors M] [--data DIR] [--seed S] [--port P]
  --file       a tape, CSV or gzip; the sample of 300 loans if left out
  --loans      so many from its beginning; 300 if left out
  --investors  who lend; 60 if left out
  --data       folder that keeps the chain and loans.csv; .data/replay/… if left out. The same again goes on where it was cut off
  --seed       who lends to whom is drawn with it; 1 if left out
  --port       of the chain while it runs; a free one if left out
Exit status: 0 everything reconciles, 1 something does not, or it could not be replayed.`

const number = (name: string, text: string, least: number, greatest: number): number => {
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= greatest) return value
  throw new Refusal(`--${name} is "${text}": give a whole number from ${least} to ${greatest}.\n${usage}`)
}

const ofReplay = { name: '--port', flag: 'npm run replay -- --port', example: 8545 }

/** @throws Refusal if nobody can listen there, or speak to who does. */
const portOf = async (text: string): Promise<number> => {
  const port = number('port', text, 0, 65_535)
  const reason = blockedPort(port)
  if (reason !== undefined)
    throw new Refusal(`--port is "${text}": ${reason}, so give another, such as 8545, or leave it out.`)
  if (port !== 0) await requireFreePort('127.0.0.1', port, ofReplay)
  return port
}

const read = () => {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
  const options = {
    file: text(''),
    loans: text('300'),
    investors: text('60'),
    data: text(''),
    seed: text('1'),
    port: text('0'),
    help: { type: 'boolean' },
  } as const
  try {
    return parseArgs({ options, strict: true }).values
  } catch (error) {
    throw new Refusal(`${(error as Error).message.split('. ')[0]}.\n${usage}`)
  }
}

const main = async (): Promise<number> => {
  const given = read()
  if (given.help) {
    console.log(usage)
    return 0
  }
  const from = process.env.INIT_CWD ?? process.cwd()
  const loans = number('loans', given.loans, 1, 20_000)
  const investors = number('investors', given.investors, 1, 2_000)
  const seed = number('seed', given.seed, 0, 4_294_967_295)
  const name = `replay-${loans}-${investors}-${seed}`
  const dataFolder =
    given.data === '' ? join(repositoryFolder, '.data', 'replay', name) : resolve(from, given.data)
  const file = given.file === '' ? SAMPLE_FILE : pathToFileURL(resolve(from, given.file))
  const port = await portOf(given.port)
  const log = (line: string) => console.log(line)
  const result = await runReplay({
    file,
    loans,
    investors,
    seed,
    dataFolder,
    port,
    log,
    progress: createProgress,
  })

  const { replayed, reconciliation, unit, decimals } = result
  const { sums, faults } = reconciliation
  const amount = (units: bigint) => formatUnits(units, decimals)
  const reportFile = join(dataFolder, 'loans.csv')
  writeReport(reportFile, replayed, unit, decimals)
  log(`  lent ${amount(sums.drawn)}, of which fees ${amount(sums.fees)}`)
  log(
    `  paid in ${amount(sums.paidIn)} = claimed ${amount(sums.claimed)} + claimable ${amount(sums.claimable)} + dust ${amount(sums.dust)}`,
  )
  log('  Received on the chain and by the tape:')
  for (const line of totalLines(totalsOf(replayed, unit), decimals)) log(line)
  const placed = replayed.filter(({ behaviour }) => behaviour?.prepaymentPlaced).length
  log(
    `  Of ${replayed.length} loans, ${placed} had paid ahead at a date the tape does not tell; it was placed where the last payment fits best.`,
  )
  log(`  Each loan: ${reportFile}`)
  const trainedOn = replayed.filter(({ unassessed }) => unassessed === 'trainedOn').length
  if (trainedOn > 0)
    log(
      `  ${trainedOn} loans were asked for without an assessment: the model was trained on loans issued as early, and what it says of those is no forecast.`,
    )
  if (result.calibration === undefined) log('  No loan was left for the model to be judged by.')
  else {
    log('  What the model foretold of the others, and what came:')
    for (const line of calibrationLines(result.calibration)) log(line)
  }
  if (result.skipped.length > 0)
    log(`  Rows of the tape that were skipped, see above: ${result.skipped.length}.`)
  if (result.ended !== undefined)
    log(`  What stands on the tape from line ${result.ended.line} on was not replayed.`)
  for (const fault of faults.slice(0, 50)) log(`  DIFFERENT: ${fault}`)
  log(faults.length === 0 ? '  Everything reconciles.' : `  ${faults.length} figures do not reconcile.`)
  return faults.length === 0 ? 0 : 1
}

// Ended in order, it takes the node along; what it has done is there for the next time.
for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => {
    console.error('\nCut off; the same command goes on where it stands.')
    process.exit(status)
  })

try {
  process.exitCode = await main()
} catch (error) {
  console.error(isSentence(error) ? error.message : error)
  process.exitCode = 1
}
