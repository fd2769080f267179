import type { Abi, AbiParameter } from 'viem'
import { parseAbi, toFunctionSelector } from 'viem'
import * as generated from '../generated/abi/index.ts'
import { currencyAbi } from './currency.ts'

type AbiError = { readonly type: 'error'; readonly name: string; readonly inputs: readonly AbiParameter[] }

const unique = (abis: readonly Abi[]): AbiError[] => {
  const found = new Map<string, AbiError>()
  for (const abi of abis)
    for (const item of abi)
      if (item.type === 'error') {
        const selector = toFunctionSelector({
          ...item,
          type: 'function',
          outputs: [],
          stateMutability: 'view',
        })
        if (!found.has(selector)) found.set(selector, item as AbiError)
      }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** Thrown in assembly when a currency refuses, so the compiler lists them in no ABI. */
const refusedByCurrency = parseAbi(['error TransferFailed()', 'error TransferFromFailed()'])

/** Every custom error of every contract, each selector once: a call may fail with an error of a contract further in. */
export const contractErrorAbi: readonly AbiError[] = unique([
  ...Object.values(generated),
  currencyAbi,
  refusedByCurrency,
])

/** The names of all custom errors, sorted; a page has a sentence for each in every language. */
export const contractErrorNames: readonly string[] = [...new Set(contractErrorAbi.map(({ name }) => name))]
