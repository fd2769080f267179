import { parseArgs } from 'node:util'
import { openDeployment } from '../deployments/openDeployment.ts'
import { sentenceOf } from '../terminal/index.ts'
import { readPowers } from './readPowers.ts'
import { languages, tellPowers } from './tellPowers.ts'

const usage = `npm run powers -- [--rpc URL] [--deployment FILE] [--block N] [--language en|zh] [--json]
  --rpc         http://127.0.0.1:8545 if left out
  --deployment  .data/deployments/CHAINID.json if left out
  --block       the newest if left out
  --json        for programs
Exit status: 0 all of it told, 2 it could not be read.`

const main = async (): Promise<void> => {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const { values } = parseArgs({
    options: { rpc: text, deployment: text, block: text, language: text, json: flag, help: flag },
  })
  if (values.help) {
    console.log(usage)
    return
  }
  const language = languages.find((one) => one === (values.language ?? 'en'))
  if (language === undefined) throw new Error(`there is no language ${values.language}.\n${usage}`)
  if (values.block !== undefined && !/^\d+$/.test(values.block))
    throw new Error(`--block is the number of a block, not ${values.block}.`)
  const context = await openDeployment({ rpc: values.rpc, file: values.deployment })
  const head = await context.publicClient.getBlockNumber({ cacheTime: 0 })
  if (values.block !== undefined && BigInt(values.block) > head)
    throw new Error(`--block is ${values.block}, and the newest block is ${head}.`)
  const powers = await readPowers(context, values.block === undefined ? undefined : BigInt(values.block))
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
  console.log(values.json ? JSON.stringify(powers, plain, 2) : tellPowers(powers, language).join('\n'))
}

main().catch((error: unknown) => {
  console.error(`The powers could not be read: ${sentenceOf(error)}`)
  process.exitCode = 2
})
