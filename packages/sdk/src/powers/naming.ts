import { type Abi, type Hex, toFunctionSelector } from 'viem'
import { type ContractName, contractAbis, contractNames } from '../abi/index.ts'
import { ROLES, type RoleName } from '../deploy/roles.ts'
import type { Deployment } from '../deployments/index.ts'

/** The role everybody has: functions given to it need no role at all. */
export const publicRole = (1n << 64n) - 1n

/** The contracts' own name for a role; undefined for one this version does not know. */
export const roleNameOf = (role: bigint): RoleName | undefined =>
  (Object.keys(ROLES) as RoleName[]).find((name) => ROLES[name] === role)

/** Which of the deployment's contracts stands at an address. */
export const contractAt = ({ contracts }: Deployment, address: string): ContractName | undefined =>
  contractNames.find((name) => contracts[name].toLowerCase() === address.toLowerCase())

const bySelector = new Map<ContractName, Map<Hex, string>>()

/** The name of a contract's function; undefined for a selector its ABI does not have. */
export const functionNameOf = (contract: ContractName, selector: Hex): string | undefined => {
  let names = bySelector.get(contract)
  if (names === undefined) {
    names = new Map()
    for (const item of contractAbis[contract] as Abi)
      if (item.type === 'function') names.set(toFunctionSelector(item), item.name)
    bySelector.set(contract, names)
  }
  return names.get(selector)
}
