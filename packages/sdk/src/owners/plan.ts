import { type Abi, type Address, keccak256, type PublicClient, stringToHex, toFunctionSelector } from 'viem'
import { type ContractName, contractAbis } from '../abi/index.ts'
import { type AccountContracts, accountAddressOf, factoryCall, permissions } from '../accounts/index.ts'
import { type PlannedCode, planCode } from '../deploy/codes.ts'
import { deployCode, hasCode } from '../deploy/create2.ts'
import { roleFunctions } from '../deploy/roles.ts'
import type { Signer } from '../deploy/signer.ts'
import type { DeployStep } from '../deploy/steps.ts'
import { platformPolicyAbi } from '../generated/abi/index.ts'
import type { OwnableRole, Owner, Owners } from './describe.ts'

const day = 86_400n

/**
 * What one signer announces for the whole account binds so late, and any other can take it back until then; the longest a policy
 * may say.
 */
const delay = 30n * day
const [recoveryDelay, coolingPeriod] = [14n * day, 14n * day]

/** What a single signer may do at once: stopping new business must not wait for a second one. */
const emergency: readonly string[] = ['notes.setIssuerPaused']

const managing = [
  'schedule',
  'execute',
  'cancel',
  'grantRole',
  'revokeRole',
  'renounceRole',
  'labelRole',
  'setRoleAdmin',
  'setRoleGuardian',
  'setGrantDelay',
  'setTargetAdminDelay',
  'setTargetClosed',
  'setTargetFunctionRole',
  'updateAuthority',
  'giveUp',
]

const allowedCalls = (contracts: Readonly<Record<ContractName, Address>>) => {
  const ofRoles = roleFunctions
    .filter(({ role }) => role !== 'issuer')
    .flatMap(({ contract, functions }) => functions.map((name) => ({ contract, name })))
  const ofManager = managing.map((name) => ({ contract: 'accessManager' as const, name }))
  return [...ofManager, ...ofRoles].map(({ contract, name }) => {
    const item = (contractAbis[contract] as Abi).find(
      (entry) => entry.type === 'function' && entry.name === name,
    )
    if (item?.type !== 'function') throw new Error(`${contract} has no function ${name}.`)
    const permission = emergency.includes(`${contract}.${name}`) ? 'oneFactor' : 'bothFactors'
    return {
      ...{ target: contracts[contract], selector: toFunctionSelector(item) },
      permission: permissions.indexOf(permission),
    }
  })
}

/** An owner's account and where it is, or will be. */
export interface PlannedOwner extends Owner {
  readonly role: OwnableRole
  readonly account: Address
}

export interface OwnersPlan {
  readonly owners: readonly PlannedOwner[]
  readonly steps: readonly DeployStep[]
}

/** One set of signers may own several roles; each then has an account of its own. */
const saltOf = (role: OwnableRole) => keccak256(stringToHex(`hurong owner ${role}`))

/**
 * Works out accounts that own roles: the same code as everybody's, with a policy by which they may act on the contracts and pay
 * nothing. Their factory must be on the chain.
 */
export const planOwners = async (
  publicClient: PublicClient,
  signer: Signer,
  accounts: AccountContracts,
  contracts: Readonly<Record<ContractName, Address>>,
  owners: Owners,
): Promise<OwnersPlan> => {
  const codes: PlannedCode[] = []
  const [made] = platformPolicyAbi.filter((item) => item.type === 'constructor')
  const rules = {
    ...{ delay, recoveryDelay, coolingPeriod, allowedCalls: allowedCalls(contracts) },
    ...{ platform: [], spendingLimits: [], domains: [] },
  }
  const policy = await planCode(codes, 'PlatformPolicy', made?.inputs ?? [], [rules])
  const planned = await Promise.all(
    Object.entries(owners).map(async ([name, owner]) => {
      const role = name as OwnableRole
      const { trustees, trusteesNeeded, ...signers } = owner
      const setup = { signers, trustees, trusteesNeeded, policy }
      const account = await accountAddressOf(publicClient, accounts, setup, saltOf(role))
      return { role, owner, account: account.toLowerCase() as Address, setup }
    }),
  )
  return {
    owners: planned.map(({ role, owner, account }) => ({ ...owner, role, account })),
    steps: [
      ...codes.map(({ address, code }) => ({
        name: 'policy of owners',
        isDone: () => hasCode(publicClient, address),
        perform: () => deployCode(signer, code),
      })),
      ...planned.map(({ role, account, setup }) => ({
        name: `account of the ${role} ${account}`,
        isDone: () => hasCode(publicClient, account),
        perform: () => signer.send(factoryCall(accounts, setup, saltOf(role))),
      })),
    ],
  }
}
