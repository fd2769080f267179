import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  differingParts,
  REMADE_PARTS,
  type RemadePart,
  remake,
  type SaltedFields,
  saltedFieldsIn,
} from '@hurong/scoring/explain'
import { readToldAssessment } from '@hurong/sdk'
import { DeploymentNotFound, openDeployment } from '@hurong/sdk/node'
import { findLoanId } from '@hurong/sdk/verify'
import { championFile } from '../credit/champion.ts'
import { isSentence, Refusal } from '../refusal.ts'

const usage = `npm run recompute -- --loan N --inputs FILE [--model FILE] [--rpc URL] [--deployment FILE]
  --inputs      the salted inputs, as the applicant was given them
  --model       the model file; the committed champion if left out
  --rpc         http://127.0.0.1:8545 if left out
  --deployment  .data/deployments/CHAINID.json if left out
Exit status: 0 all equal, 1 something differs, 2 it could not be compared.`

const names: Readonly<Record<RemadePart, string>> = {
  modelHash: 'model',
  inputsRoot: 'inputs',
  grade: 'grade',
  pd12Months: 'PD over 12 months, millionths',
  pdLife: 'PD over life, millionths',
  lossGivenDefault: 'loss given default, millionths',
  reasons: 'reasons',
}

const read = (path: string): string => {
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), path)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Refusal(`${file} cannot be read.`)
  }
}

/** @throws Refusal where the file is no list of salted fields. */
const readFields = (path: string): SaltedFields => {
  const fields = saltedFieldsIn(read(path))
  if (fields === 'notJson') throw new Refusal(`${basename(path)} is no JSON.`)
  if (fields === 'notFields')
    throw new Refusal(
      `${basename(path)} is no list of salted fields such as { "annual_inc": { "value": "48000", "salt": "0x…" } }.`,
    )
  return fields
}

/** The assessment a loan quoted, as the chain tells it. */
const toldOf = async (loan: number, rpc: string | undefined, file: string | undefined) => {
  const context = await openDeployment({ rpc, file })
  const loanId = await findLoanId(context, loan).catch((cause: Error) => {
    throw new Refusal(cause.message, { cause })
  })
  const told = await readToldAssessment(context, { loanId })
  if (told === undefined) throw new Refusal(`Loan ${loan} quoted no assessment.`)
  return told
}

const given = () => {
  const text = { type: 'string' } as const
  const options = {
    ...{ loan: text, inputs: text, model: text, rpc: text, deployment: text },
    help: { type: 'boolean' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new Refusal(`${(error as Error).message.split('. ')[0]}.\n${usage}`)
  }
}

const main = async (): Promise<number> => {
  const values = given()
  if (values.help) {
    console.log(usage)
    return 0
  }
  if (!values.loan || !values.inputs) throw new Refusal(`Give a loan and a file of inputs.\n${usage}`)
  if (!/^[1-9]\d{0,8}$/.test(values.loan)) throw new Refusal(`${values.loan} is no number of a loan.`)
  const fields = readFields(values.inputs)
  const told = await toldOf(Number(values.loan), values.rpc, values.deployment)
  const model = values.model ?? championFile
  const remade = remake(read(model), basename(model), fields, told.issuedAt)
  const differing = differingParts(remade, told)
  for (const part of REMADE_PARTS) {
    const differs = differing.includes(part)
    const [made, onChain] = [remade.parts[part], told[part]].map((value) =>
      String(value).replaceAll(',', ' '),
    )
    console.log(
      `${differs ? 'DIFFERS ' : 'equal   '} ${names[part]}: ${made}${differs ? `; the chain has ${onChain}` : ''}`,
    )
  }
  return differing.length === 0 ? 0 : 1
}

main().then(
  (status) => {
    process.exitCode = status
  },
  (error: unknown) => {
    const told = error instanceof DeploymentNotFound ? `Could not be compared: ${error.message}` : undefined
    console.error(told ?? (isSentence(error) ? error.message : error))
    process.exitCode = 2
  },
)
