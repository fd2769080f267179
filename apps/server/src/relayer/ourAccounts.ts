import { type AccountContracts, cloneOf } from '@hurong/sdk/accounts'
import { type Address, encodeFunctionData, isHex, numberToHex, parseAbi } from 'viem'
import { type Node, NodeRefused, NodeSilent } from './ask.ts'
import type { Operation } from './operation.ts'
import { invalid } from './refusal.ts'

const abi = parseAbi([
  'function implementation() view returns (address)',
  'function threshold() view returns (uint64)',
])
const implementationCall = encodeFunctionData({ abi, functionName: 'implementation' })
const thresholdCall = encodeFunctionData({ abi, functionName: 'threshold' })

/** Several times what one of ours needs to tell its threshold: anybody's contract may be asked. */
const gasOfThreshold = numberToHex(200_000)

/** Accounts found to be ours, which they stay for ever. */
const kept = 10_000

/**
 * Tells accounts of the platform's factory from everything else. A clone of their code that has a threshold is one: only the
 * factory can give it one.
 */
export const openOurAccounts = (node: Node, { factory }: AccountContracts) => {
  const known = new Set<Address>()
  let prefix: string | undefined
  const prefixOf = async (): Promise<string> => {
    const answer = await node.ask('eth_call', [{ to: factory, data: implementationCall }, 'latest'])
    if (!isHex(answer) || answer.length !== 66) throw new NodeSilent('the factory does not tell its code')
    prefix = cloneOf(`0x${answer.slice(-40)}`)
    return prefix
  }
  return {
    /** @throws Refused if the account is none of ours. */
    require: async ({ sender, factory: by }: Operation): Promise<void> => {
      if (by !== undefined) {
        if (by.toLowerCase() === factory.toLowerCase()) return
        throw invalid(`Only accounts of the factory ${factory} are served; this one is made by ${by}.`)
      }
      if (known.has(sender)) return
      const begins = prefix ?? (await prefixOf())
      const [code, threshold] = await node.askAll([
        ['eth_getCode', [sender, 'latest']],
        ['eth_call', [{ to: sender, data: thresholdCall, gas: gasOfThreshold }, 'latest']],
      ])
      if (code instanceof NodeRefused) throw code
      const isOurs =
        isHex(code) && code.toLowerCase().startsWith(begins) && isHex(threshold) && BigInt(threshold) > 0n
      if (!isOurs)
        throw invalid(
          code === '0x'
            ? `There is no account at ${sender} yet. Send factory and factoryData with its first operation.`
            : `Only accounts of the factory ${factory} are served, and ${sender} is none.`,
        )
      if (known.size >= kept) known.clear()
      known.add(sender)
    },
  }
}
