import { parseArgs } from 'node:util'
import type { Address, Hex } from 'viem'
import { isAddress } from 'viem'
import { type ContractName, contractNames } from '../abi/index.ts'
import { bringOperation } from '../accounts/index.ts'
import { readDeploymentFile } from '../deployments/file.ts'
import { deploymentFileOf, type OpenDeployment, openDeployment } from '../deployments/openDeployment.ts'
import { openKey, readKeySource } from '../keys/index.ts'
import { readNamed, sentenceOf, writeNamed } from '../terminal/index.ts'
import {
  hashOf,
  type Proposal,
  parseProposal,
  parseSigned,
  propose,
  type SignedBy,
  tellProposal,
  typedDataOf,
  type Way,
  ways,
  withSignatures,
  writeProposal,
} from './proposal.ts'

const usage = `npm run owners -- propose --owner ADDRESS --do CONTRACT.FUNCTION [--args JSON] [--way ${ways.join('|')}] --out FILE
npm run owners -- show  --proposal FILE
npm run owners -- sign  --proposal FILE --key-env NAME --out FILE
npm run owners -- sign  --proposal FILE --signer SIGNER --signature HEX --out FILE
npm run owners -- bring --proposal FILE --signed FILE [--signed FILE …] --key-env NAME
  --way          at-once if left out; what has a delay is announced first and carried out after it
  --announced-by who announced what is called off; the owner itself if left out
  --alone        one signer is enough, as it is for stopping new business
  --key-env      NAME: the key is in the variable NAME, in the file NAME_FILE names, or with the signer at NAME_SIGNER for NAME_ADDRESS;
                 of a signer to sign, of anybody with money for gas to bring
  --rpc URL      http://127.0.0.1:8545 if left out
  --deployment FILE  .data/deployments/CHAINID.json if left out
What is to be signed stands in the proposal as "typedData" too, for any wallet that signs EIP-712.`

const text = { type: 'string' } as const
const several = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const

const readArguments = () =>
  parseArgs({
    options: {
      ...{ owner: text, do: text, args: text, way: text, out: text, proposal: text, signer: text },
      ...{ signature: text, 'announced-by': text, 'key-env': text, rpc: text, deployment: text },
      ...{ signed: several, alone: flag, help: flag },
    },
    allowPositionals: true,
  })
type Values = ReturnType<typeof readArguments>['values']

const need = (values: Values, name: keyof Values): string => {
  const value = values[name]
  if (typeof value !== 'string') throw new Error(`--${name} is missing.\n${usage}`)
  return value
}

const addressOf = (given: string, name: string): Address => {
  if (!isAddress(given, { strict: false })) throw new Error(`--${name} is no address: ${given}.`)
  return given
}

const actOf = (values: Values) => {
  const [contract, functionName] = need(values, 'do').split('.')
  const way = values.way ?? 'at-once'
  if (![...contractNames, 'account'].includes(contract as ContractName) || functionName === undefined)
    throw new Error(
      `--do is CONTRACT.FUNCTION; the contracts are ${contractNames.join(', ')}, and account is the owner itself.`,
    )
  if (!ways.includes(way as Way)) throw new Error(`--way is one of ${ways.join(', ')}.`)
  let args: unknown
  try {
    args = JSON.parse(values.args ?? '[]')
  } catch {
    throw new Error('--args is no JSON: give a list such as [1, true].')
  }
  if (!Array.isArray(args)) throw new Error('--args is a list such as [1, true].')
  const by = values['announced-by']
  return {
    ...{ contract: contract as ContractName | 'account', functionName, args, way: way as Way },
    ...(by === undefined ? {} : { announcedBy: addressOf(by, 'announced-by') }),
  }
}

type Given = Pick<OpenDeployment, 'deployment'> & { readonly proposal: Proposal }

/** A proposal and the deployment it is for. Who shows or signs needs no chain, and may have none on their machine. */
const openProposal = (values: Values): Given => {
  const proposal = parseProposal(readNamed('proposal', need(values, 'proposal')))
  const deployment = readDeploymentFile(deploymentFileOf(proposal.chainId, values.deployment))
  if (proposal.chainId !== deployment.chainId)
    throw new Error(
      `The proposal is for chain ${proposal.chainId}, and the deployment is of chain ${deployment.chainId}.`,
    )
  if (proposal.entryPoint.toLowerCase() !== deployment.accounts?.entryPoint.toLowerCase())
    throw new Error('The proposal is for another EntryPoint than the deployment’s.')
  return { proposal, deployment }
}

const keyOf = (values: Values) => {
  const name = need(values, 'key-env')
  const source = readKeySource(name, process.env)
  if (source === undefined) throw new Error(`None of ${name}, ${name}_FILE and ${name}_SIGNER tells a key.`)
  return openKey(source)
}

const sign = async (values: Values, { proposal }: Given): Promise<SignedBy> => {
  const hash = hashOf(proposal)
  if (values.signature !== undefined)
    return { hash, signer: need(values, 'signer') as Hex, signature: values.signature as Hex }
  const account = keyOf(values)
  const signature = await account.signTypedData(typedDataOf(proposal))
  return { hash, signer: account.address.toLowerCase() as Hex, signature }
}

const bring = async (values: Values, { proposal }: Given): Promise<Hex> => {
  const signed = (values.signed ?? []).map((file) => parseSigned(readNamed('signed', file)))
  const operation = await withSignatures(proposal, signed)
  const open = await openDeployment({ rpc: values.rpc, file: values.deployment })
  const { publicClient, walletOf, deployment } = open
  const { accounts } = deployment
  if (accounts === undefined) throw new Error('The deployment has no accounts.')
  return bringOperation({ client: publicClient, wallet: walletOf(keyOf(values)) }, accounts, operation)
}

const main = async (): Promise<void> => {
  const { values, positionals } = readArguments()
  const [verb] = positionals
  if (values.help || verb === undefined) return console.log(usage)
  const opened = () => {
    const given = openProposal(values)
    console.log(tellProposal(given, given.proposal).join('\n'))
    return given
  }
  switch (verb) {
    case 'propose': {
      const owner = addressOf(need(values, 'owner'), 'owner')
      const out = need(values, 'out')
      const asked = actOf(values)
      const open = await openDeployment({ rpc: values.rpc, file: values.deployment })
      const proposal = await propose(open, owner, asked, { alone: values.alone === true })
      writeNamed('out', out, `${writeProposal(proposal)}\n`)
      console.log([...tellProposal(open, proposal), `Written to ${out}: have it signed.`].join('\n'))
      return
    }
    case 'show':
      opened()
      return
    case 'sign': {
      const out = need(values, 'out')
      const signed = await sign(values, opened())
      writeNamed('out', out, `${JSON.stringify(signed, null, 2)}\n`)
      return console.log(`Signed; written to ${out}.`)
    }
    case 'bring':
      return console.log(`Done in ${await bring(values, opened())}.`)
    default:
      throw new Error(`There is no "${verb}".\n${usage}`)
  }
}

main().catch((error: unknown) => {
  console.error(sentenceOf(error))
  process.exitCode = 1
})
