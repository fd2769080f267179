import {
  type ContractName,
  contractAbis,
  contractNames,
  type Deployment,
  ROLES,
  type RoleName,
} from '@hurong/sdk'
import { type Abi, type Hex, toFunctionSelector } from 'viem'

/** The role everybody has: functions given to it need no role at all. */
export const publicRole = 2n ** 64n - 1n

/** The contracts' own name for a role; null for one this program does not know. */
export const roleNameOf = (roleId: bigint): RoleName | 'public' | null => {
  if (roleId === publicRole) return 'public'
  const found = Object.entries(ROLES).find(([, id]) => id === roleId)
  return (found?.[0] as RoleName | undefined) ?? null
}

/** Which of the deployment's contracts stands at an address. */
export const contractAt = ({ contracts }: Deployment, address: string): ContractName | null =>
  contractNames.find((name) => contracts[name].toLowerCase() === address) ?? null

const bySelector = new Map<ContractName, Map<string, string>>()

/** The name of a contract's function; null for a selector its ABI does not have. */
export const functionNameOf = (contract: ContractName | null, selector: string): string | null => {
  if (contract === null) return null
  let names = bySelector.get(contract)
  if (names === undefined) {
    names = new Map()
    for (const item of contractAbis[contract] as Abi)
      if (item.type === 'function') names.set(toFunctionSelector(item), item.name)
    bySelector.set(contract, names)
  }
  return names.get(selector as Hex) ?? null
}
