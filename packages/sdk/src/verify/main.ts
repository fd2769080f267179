import { parseArgs } from 'node:util'
import { BlockNotFoundError } from 'viem'
import { openDeployment } from '../deployments/openDeployment.ts'
import { readEvents, withTimes } from '../events/index.ts'
import { sentenceOf } from '../terminal/index.ts'
import { compareWithChain } from './compareWithChain.ts'
import { type BlockReader, compareWithDatabase } from './compareWithDatabase.ts'
import type { Difference } from './difference.ts'
import { followDecisions, type SeenDecision } from './followDecisions.ts'
import { openRows } from './openRows.ts'
import { readDecisions } from './readDecisions.ts'
import { recomputeLoan } from './recomputeLoan.ts'
import { replayEvents } from './replayEvents.ts'

const usage = `npm run verify -- [--rpc URL] [--deployment FILE] [--loan N] [--database URL or FOLDER]
       npm run verify -- --log URL [--seen LINE:HASH …]
  --rpc         http://127.0.0.1:8545 if left out
  --deployment  .data/deployments/CHAINID.json if left out
  --loan        one loan alone
  --database    also compares the read model: a PostgreSQL URL, or the folder of an embedded one nobody has open
  --log         follows the decision log of the server at URL instead; needs no chain
  --seen        a line of the log as it was told before, such as an applicant's: 7:0x…
Exit status: 0 all equal, 1 something differs, 2 it could not be checked.`

const tell = (differences: readonly Difference[], who = 'the events say'): void => {
  for (const { where, what, expected, found } of differences)
    console.log(`DIFFERS ${where}: ${what} is ${found}; ${who} ${expected}.`)
}

/** Progress on one line of a terminal, and none in a file. */
const progress = (line: string): void => {
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(70)}`)
}

/** @throws Error for what is no line and hash. */
const seenOf = (told: string): SeenDecision => {
  const [, index, hash] = /^([1-9]\d{0,9}):(0x[0-9a-fA-F]{64})$/.exec(told) ?? []
  if (index === undefined || hash === undefined)
    throw new Error(`--seen ${told} is no line and hash such as 7:0x… of 64 hexadecimal digits.`)
  return { index: Number(index), hash }
}

/** Follows the log of a server: what it tells by itself, and against what it told before. */
const followLog = async (url: string, seen: readonly SeenDecision[]): Promise<number> => {
  if (!URL.canParse(url)) throw new Error(`--log ${url} is no address of a server.`)
  const lines = await readDecisions(url)
  const differing = followDecisions(lines, seen)
  tell(differing, 'it should be')
  const head = lines.at(-1)
  console.log(
    `Decision log: ${lines.length} lines, ${seen.length} told before, ${differing.length} differences.${
      head === undefined ? '' : ` Its head, to note down: ${head.index}:${head.hash}`
    }`,
  )
  return differing.length === 0 ? 0 : 1
}

const main = async (): Promise<number> => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      rpc: text,
      deployment: text,
      loan: text,
      database: text,
      log: text,
      seen: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  if (values.log !== undefined) return followLog(values.log, (values.seen ?? []).map(seenOf))
  if (values.loan !== undefined && !/^[1-9]\d{0,8}$/.test(values.loan))
    throw new Error(`--loan is "${values.loan}": give the number of a loan, such as 7.`)
  const context = await openDeployment({ rpc: values.rpc, file: values.deployment })
  const { publicClient, deployment } = context
  if (values.loan !== undefined) {
    const { books, checks, differences, block } = await recomputeLoan(context, Number(values.loan))
    tell(differences)
    for (const fault of books.faults)
      console.log(`FAULT ${fault.what}: told ${fault.told}, expected ${fault.expected}`)
    const wrong = differences.length + books.faults.length
    console.log(
      `Loan ${values.loan} at block ${block}: ${books.events} events, ${checks} checks, ${wrong} differences.`,
    )
    return wrong === 0 ? 0 : 1
  }
  const head = await publicClient.getBlockNumber({ cacheTime: 0 })
  const events = await readEvents(context, {
    toBlock: head,
    onProgress: (block) => progress(`reading events: block ${block} of ${head}`),
  })
  const timed = await withTimes(context, events)
  const books = replayEvents(timed)
  const compared = await compareWithChain(context, books, head, (done, all) =>
    progress(`comparing: ${done} of ${all} checks`),
  )
  progress('')
  tell(compared.differences)
  const stored = values.database === undefined ? undefined : await openRows(values.database)
  const blockAt: BlockReader = (blockNumber) =>
    publicClient.getBlock({ blockNumber }).catch((error: unknown) => {
      if (error instanceof BlockNotFoundError) return undefined
      throw error
    })
  const rows =
    stored === undefined
      ? undefined
      : await compareWithDatabase(stored.query, timed, deployment, blockAt).finally(stored.close)
  if (rows !== undefined) {
    tell(rows.differences)
    console.log(
      `Database at block ${rows.block}: ${rows.checks} rows, ${rows.differences.length} differences.`,
    )
  }
  for (const { event, what, expected, told } of books.faults)
    console.log(
      `FAULT ${what}${event ? ` in ${event.contract}.${event.name}, transaction ${event.transactionHash}` : ''}: told ${told}, expected ${expected}.`,
    )
  const wrong = compared.differences.length + books.faults.length + (rows?.differences.length ?? 0)
  console.log(
    `Block ${head}: ${books.events} events, ${books.loans.size} loans, ${books.series.size} series, ` +
      `${books.participants.size} participants; ${compared.checks} checks, ${wrong} differences.`,
  )
  return wrong === 0 ? 0 : 1
}

main()
  .then((status) => {
    process.exitCode = status
  })
  .catch((error: unknown) => {
    console.error(`Could not be checked: ${sentenceOf(error)}`)
    process.exitCode = 2
  })
