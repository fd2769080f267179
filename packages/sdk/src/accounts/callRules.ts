import { type Abi, type Address, type Hex, toFunctionSelector } from 'viem'
import { type ContractName, contractAbis, currencyAbi } from '../abi/index.ts'
import type { ReadContext } from '../client/index.ts'
import { loansAbi, passkeyAccountAbi, platformPolicyAbi } from '../generated/abi/index.ts'
import { type CallPermission, permissions } from './selfCalls.ts'
import { contractOf } from './tellCall.ts'

/** What an account may call, and what it takes. */
export interface CallRule {
  readonly target: Address
  readonly selector: Hex
  /** Undefined for what is none of the platform's. */
  readonly contract: ContractName | 'currency' | undefined
  /** Undefined for what this version does not know. */
  readonly functionName: string | undefined
  readonly permission: CallPermission
  /** Whether it lends or may pay somebody else's debt: only there is `withinLimit` less than `oneFactor`. */
  readonly lends: boolean
  /** What the platform's policy says, which is where every account begins. */
  readonly policy: CallPermission
}

/** The name of a function of one of the platform's contracts; undefined if it has none such. */
export const functionNameIn = (
  contract: ContractName | 'currency' | undefined,
  selector: Hex,
): string | undefined => {
  if (contract === undefined) return undefined
  const abi = (contract === 'currency' ? currencyAbi : contractAbis[contract]) as Abi
  const found = abi.find((item) => item.type === 'function' && toFunctionSelector(item) === selector)
  return found?.type === 'function' ? found.name : undefined
}

/** What the account reads amounts out of that are lent, or paid of a debt. */
const lending: ReadonlySet<Hex> = new Set(
  (loansAbi as Abi)
    .filter((item) => item.type === 'function')
    .filter(({ name }) =>
      ['fund', 'fundWithPermit', 'fundMany', 'repay', 'repayWithPermit', 'payOff'].includes(name),
    )
    .map((item) => toFunctionSelector(item)),
)

const permissionAt = (index: number): CallPermission => permissions[index] ?? 'never'

/**
 * Reads what an account may call: what the policy lists and what its owner has set beside it. Whatever is not in the list it
 * may not.
 * @param isMade Whether the account is on the chain; until then the policy alone holds.
 * @param alsoSet Calls whose permission the owner has ever set.
 */
export const readCallRules = async (
  { publicClient, deployment }: ReadContext,
  account: Address,
  isMade: boolean,
  alsoSet: readonly { readonly target: Address; readonly selector: Hex }[] = [],
): Promise<readonly CallRule[]> => {
  const { accounts } = deployment
  if (accounts === undefined) throw new Error('This platform has no accounts of its own.')
  const listed = await publicClient.readContract({
    ...{ address: accounts.policy, abi: platformPolicyAbi, functionName: 'allowedCalls' },
  })
  const keyOf = ({ target, selector }: { target: Address; selector: Hex }) =>
    `${target.toLowerCase()}${selector}`
  const known = new Map(listed.map((rule) => [keyOf(rule), rule]))
  const added = new Map(alsoSet.filter((one) => !known.has(keyOf(one))).map((one) => [keyOf(one), one]))
  return Promise.all(
    [...listed, ...[...added.values()].map((one) => ({ ...one, permission: 0 }))].map(
      async ({ target, selector, permission }): Promise<CallRule> => {
        const contract = contractOf(deployment, target)
        const now = isMade
          ? await publicClient.readContract({
              ...{ address: account, abi: passkeyAccountAbi, functionName: 'permissionOf' },
              args: [target, selector],
            })
          : permission
        return {
          ...{ target, selector, contract },
          functionName: functionNameIn(contract, selector),
          permission: permissionAt(now),
          lends: lending.has(selector),
          policy: permissionAt(permission),
        }
      },
    ),
  )
}
