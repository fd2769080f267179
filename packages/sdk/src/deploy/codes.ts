import type { AbiParameter, Address, Hex } from 'viem'
import { concatHex, encodeAbiParameters, isHex, size } from 'viem'
import { create2Address } from './create2.ts'

/** Creation code and where the proxy puts it. */
export interface PlannedCode {
  readonly name: string
  readonly address: Address
  readonly code: Hex
}

type Links = readonly {
  readonly library: string
  readonly at: readonly { start: number; length: number }[]
}[]

const addressBytes = 20

/** Puts a library's address into code, at places counted in bytes. */
const link = (code: string, places: Links[number]['at'], address: Address): string => {
  let linked = code
  for (const { start, length } of places) {
    if (length !== addressBytes) throw new Error(`A place for an address has ${length} bytes.`)
    const from = 2 + 2 * start
    linked = linked.slice(0, from) + address.slice(2) + linked.slice(from + 2 * length)
  }
  return linked
}

/**
 * The code of a contract as it was compiled, its arguments behind it, after the libraries it needs; each once.
 * @param planned Gets the libraries and the contract added.
 * @returns the contract's address.
 */
export const planCode = async (
  planned: PlannedCode[],
  contract: string,
  types: readonly (string | AbiParameter)[] = [],
  values: readonly unknown[] = [],
): Promise<Address> => {
  const module = (await import(`../generated/bytecode/${contract}.ts`)) as Record<string, unknown>
  const prefix = contract.charAt(0).toLowerCase() + contract.slice(1)
  let code = module[`${prefix}Bytecode`] as string
  for (const { library, at } of (module[`${prefix}Libraries`] ?? []) as Links)
    code = link(code, at, await planCode(planned, library))
  if (!isHex(code)) throw new Error(`The code of ${contract} is not linked with its libraries.`)
  const parameters = types.map((type) => (typeof type === 'string' ? { type } : type))
  const whole = size(code) > 0 ? concatHex([code, encodeAbiParameters(parameters, values as never)]) : code
  const address = create2Address(whole)
  if (!planned.some((item) => item.address === address))
    planned.push({ name: contract, address, code: whole })
  return address
}
