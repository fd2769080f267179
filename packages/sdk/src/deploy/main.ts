import { parseArgs } from 'node:util'
import { type Address, createPublicClient, createWalletClient, http, zeroAddress } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { writeDeployment } from '../deployments/file.ts'
import { reachChain } from '../deployments/openDeployment.ts'
import { openKey, readKeySource } from '../keys/index.ts'
import { type Owners, parseOwners } from '../owners/describe.ts'
import { folderNamed, readNamed, sentenceOf } from '../terminal/index.ts'
import { type DeployConfig, LOCAL_CHAIN_IDS, localConfig, type Powers, publicConfig } from './config.ts'
import { deployHurong } from './deployHurong.ts'
import { lackOfGasMoney } from './gasMoney.ts'

const usage = `npm run deploy -- --rpc URL --key-env NAME --out DIR
  --key-env    NAME: the key of who deploys is in the variable NAME, in the file NAME_FILE names, or with the signer at NAME_SIGNER
               for NAME_ADDRESS; on a local chain the first development account if left out
  --currency   address of a token loans may be made in, once or more (public chains)
  --admin, --operator, --verifier, --guardian, --registrar, --governor, --treasurer,
  --fee-payee   addresses (public chains)
  --underwriter   address of who signs assessments, once or more (public chains)
  --owners     file that tells which signers own which roles, in place of their addresses; docs/operating.md has an example`

/** The words every development chain uses; what they open is worth nothing anywhere. */
const developmentMnemonic = 'test test test test test test test test test test test junk'

const powers = ['admin', 'operator', 'verifier', 'guardian', 'registrar', 'governor', 'treasurer'] as const

/** In the place of accounts that are made with the deployment. */
const unnamed: Record<keyof Powers, Address> = {
  ...{ admin: zeroAddress, operator: zeroAddress, registrar: zeroAddress, governor: zeroAddress },
  ...{ treasurer: zeroAddress, verifier: zeroAddress, guardian: zeroAddress },
}

const ownersOf = (file: unknown): Owners | undefined => {
  if (typeof file !== 'string') return undefined
  try {
    return parseOwners(JSON.parse(readNamed('owners', file)))
  } catch (error) {
    throw new Error(`The owners in ${file} cannot be used. ${(error as Error).message}`)
  }
}

const configOf = (local: boolean, deployer: Address, values: Record<string, unknown>): DeployConfig => {
  const owners = ownersOf(values.owners)
  const given = Object.fromEntries(
    powers.flatMap((power) => (values[power] === undefined ? [] : [[power, values[power]]])),
  ) as Partial<Record<keyof Powers, Address>>
  if (local) return { ...localConfig(deployer, given), owners }
  const named = powers.filter((power) => owners?.[power] === undefined)
  const missing = [...named, 'fee-payee', 'underwriter', 'currency'].filter(
    (name) => values[name] === undefined,
  )
  if (missing.length > 0) throw new Error(`On a public chain these are needed: --${missing.join(', --')}.`)
  return publicConfig({
    accounts: { ...unnamed, ...given },
    owners,
    feePayee: values['fee-payee'] as Address,
    underwriters: values.underwriter as Address[],
    currencies: values.currency as Address[],
  })
}

const main = async (): Promise<void> => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      rpc: text,
      'key-env': text,
      out: text,
      owners: text,
      currency: { type: 'string', multiple: true },
      underwriter: { type: 'string', multiple: true },
      'fee-payee': text,
      ...Object.fromEntries(powers.map((power) => [power, text])),
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(usage)
    return
  }
  const given = values as Record<string, unknown> & { rpc?: string; out?: string; 'key-env'?: string }
  if (given.rpc === undefined || given.out === undefined)
    throw new Error(`--${given.rpc === undefined ? 'rpc' : 'out'} is missing.\n${usage}`)
  const out = folderNamed('out', given.out)
  const { chain } = await reachChain(given.rpc)
  const transport = http(given.rpc)
  const local = LOCAL_CHAIN_IDS.includes(chain.id)
  const key = given['key-env'] === undefined ? undefined : readKeySource(given['key-env'], process.env)
  if (key === undefined && (!local || given['key-env'] !== undefined))
    throw new Error(
      `None of ${given['key-env'] ?? 'NAME (--key-env)'}, its _FILE and its _SIGNER tells the deployer's key.`,
    )
  const account = key === undefined ? mnemonicToAccount(developmentMnemonic) : openKey(key)
  const publicClient = createPublicClient({ chain, transport, pollingInterval: local ? 50 : 2_000 })
  const { deployment, performed } = await deployHurong({
    publicClient,
    walletClient: createWalletClient({ chain, transport, account }),
    config: configOf(local, account.address, values),
    onStep: ({ index, count, name, outcome }) => console.log(`${index}/${count} ${name}: ${outcome}`),
  }).catch(async (error: unknown) => {
    const lack = await lackOfGasMoney(publicClient, account.address)
    if (lack === undefined) throw error
    throw new Error(
      `the deployer ${account.address} ${lack} on chain ${chain.id}: give it some. (${sentenceOf(error)})`,
    )
  })
  const path = writeDeployment(out, deployment)
  console.log(
    performed === 0 ? `Nothing to do; ${path} is up to date.` : `${performed} steps done; see ${path}.`,
  )
}

main().catch((error: unknown) => {
  console.error(`Not deployed: ${sentenceOf(error)}`)
  process.exitCode = 1
})
