import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { connect, creditRecordAbi, loanNumberOf, unpackReasons } from '@hurong/sdk'
import { readDeploymentFile } from '@hurong/sdk/node'
import { championFile } from '../credit/champion.ts'
import { isSentence, Refusal } from '../refusal.ts'
import { compareAssessment, readSaltedFields, type Told, toldOf } from './compare.ts'

const usage = `npm run recompute -- --loan N --inputs FILE [--model FILE] [--rpc URL] [--deployment FILE]
  --inputs      the salted inputs, as the applicant was given them
  --model       the model file; the committed champion if left out
  --rpc         http://127.0.0.1:8545 if left out
  --deployment  .data/deployments/CHAINID.json if left out
Exit status: 0 all equal, 1 something differs, 2 it could not be compared.`

const read = (path: string): string => {
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), path)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Refusal(`${file} cannot be read.`)
  }
}

/** The assessment a loan quoted, as its event tells it. */
const assessmentOf = async (loan: number, url: string, deploymentFile: string | undefined): Promise<Told> => {
  const { publicClient, chain } = await connect(url).catch(() => {
    throw new Refusal(
      `No chain answers at ${new URL(url).origin}. Give the address of one that runs with --rpc URL.`,
    )
  })
  const deployment = readDeploymentFile(deploymentFile ?? `.data/deployments/${chain.id}.json`)
  const events = await publicClient.getContractEvents({
    address: deployment.contracts.creditRecord,
    abi: creditRecordAbi,
    eventName: 'AssessmentQuoted',
    fromBlock: BigInt(deployment.deployedAtBlock),
    strict: true,
  })
  const quoted = events.find(({ args }) => loanNumberOf(args.loanId) === loan)
  if (quoted === undefined) throw new Refusal(`Loan ${loan} quoted no assessment.`)
  const { reasons, ...assessment } = quoted.args.assessment
  return toldOf({ ...assessment, reasons: unpackReasons(reasons) })
}

const main = async (): Promise<number> => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      loan: text,
      inputs: text,
      model: text,
      rpc: text,
      deployment: text,
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  if (!values.loan || !values.inputs) throw new Refusal(`Give a loan and a file of inputs.\n${usage}`)
  const told = await assessmentOf(
    Number(values.loan),
    values.rpc ?? 'http://127.0.0.1:8545',
    values.deployment,
  )
  const model = values.model ?? championFile
  const fields = readSaltedFields(read(values.inputs), basename(values.inputs))
  const compared = compareAssessment(read(model), basename(model), fields, told)
  for (const { what, recomputed, onChain, equal } of compared)
    console.log(
      `${equal ? 'equal   ' : 'DIFFERS '} ${what}: ${recomputed}${equal ? '' : `; the chain has ${onChain}`}`,
    )
  return compared.every(({ equal }) => equal) ? 0 : 1
}

main().then(
  (status) => {
    process.exitCode = status
  },
  (error: unknown) => {
    console.error(isSentence(error) ? error.message : error)
    process.exitCode = 2
  },
)
