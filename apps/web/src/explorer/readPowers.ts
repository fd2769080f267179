import {
  type ContractName,
  contractAbis,
  decodeLogs,
  type HurongEventOf,
  type ReadContext,
  read,
  readLogsByTopics,
} from '@hurong/sdk'
import { type Abi, type Hex, toFunctionSelector } from 'viem'
import { openChain } from './chain.ts'

/** Somebody who has a role. */
export interface PowerHolder {
  readonly account: Hex
  /** Seconds between announcing an act and being able to do it. */
  readonly delay: number
}

export interface PowerFunction {
  readonly contract: ContractName
  /** `setProduct`; the selector where this version of the site doesn't know it. */
  readonly name: string
}

export interface Power {
  readonly role: bigint
  readonly holders: readonly PowerHolder[]
  readonly functions: readonly PowerFunction[]
  /** Role that may give and take this one. */
  readonly admin: bigint
  /** Role that may stop what this one announces. */
  readonly guardian: bigint
  /** Seconds until a new holder may act. */
  readonly grantDelay: number
}

export interface Powers {
  readonly powers: readonly Power[]
  readonly block: number
  /** Seconds a fee must be announced before it binds, and the most it can ever be, in millionths. */
  readonly feeNotice: number
  readonly greatestFee: number
  /** Contracts the admin has closed: nothing that needs a role works there. */
  readonly closed: readonly ContractName[]
  readonly paused: readonly number[]
}

type Manager<N extends 'RoleGranted' | 'TargetFunctionRoleUpdated'> = HurongEventOf<'accessManager', N>

/** The role everybody has: functions given to it need no role at all. */
export const publicRole = (1n << 64n) - 1n

const nameOf = (contract: ContractName, selector: Hex): string => {
  for (const item of contractAbis[contract] as Abi)
    if (item.type === 'function' && toFunctionSelector(item) === selector) return item.name
  return selector
}

const contractAt = ({ deployment }: ReadContext, address: string): ContractName | undefined =>
  (Object.entries(deployment.contracts) as [ContractName, string][]).find(
    ([, known]) => known.toLowerCase() === address.toLowerCase(),
  )?.[0]

/** Who ever held which role, and which functions were ever given to one: the chain must still say how it is now. */
async function everGranted(context: ReadContext, toBlock: bigint) {
  const events = decodeLogs(
    context.deployment,
    await readLogsByTopics(context, {
      address: context.deployment.contracts.accessManager,
      topics: [],
      toBlock,
    }),
  )
  const accounts = new Map<bigint, Set<Hex>>()
  const targets = new Map<string, { contract: ContractName; target: Hex; selector: Hex }>()
  for (const event of events) {
    if (event.contract !== 'accessManager') continue
    if (event.name === 'RoleGranted') {
      const { roleId, account } = event.args as Manager<'RoleGranted'>['args']
      const known = accounts.get(roleId) ?? new Set()
      accounts.set(roleId, known.add(account.toLowerCase() as Hex))
    }
    if (event.name === 'TargetFunctionRoleUpdated') {
      const { target, selector } = event.args as Manager<'TargetFunctionRoleUpdated'>['args']
      const contract = contractAt(context, target)
      if (contract) targets.set(`${contract} ${selector}`, { contract, target, selector })
    }
  }
  return { accounts, targets: [...targets.values()] }
}

/**
 * Every role there is, who has it, what it may call and how long in advance it must be announced, all as the chain has
 * it at one block. Logs tell whom to ask about; the answers are read from the AccessManager itself.
 */
export async function readPowers(): Promise<Powers> {
  const { context } = await openChain()
  const block = await context.publicClient.getBlockNumber()
  const manager = context.deployment.contracts
  const { accounts, targets } = await everGranted(context, block)
  const functions = await Promise.all(
    targets.map(async ({ contract, target, selector }) => ({
      contract,
      name: nameOf(contract, selector),
      role: await read(context, 'accessManager', 'getTargetFunctionRole', [target, selector], block),
    })),
  )
  const roles = [...new Set([0n, ...accounts.keys(), ...functions.map(({ role }) => role)])].filter(
    (role) => role !== publicRole,
  )
  const powers = await Promise.all(
    roles.map(async (role): Promise<Power> => {
      const [admin, guardian, grantDelay, found] = await Promise.all([
        read(context, 'accessManager', 'getRoleAdmin', [role], block),
        read(context, 'accessManager', 'getRoleGuardian', [role], block),
        read(context, 'accessManager', 'getRoleGrantDelay', [role], block),
        Promise.all(
          [...(accounts.get(role) ?? [])].map(async (account) => {
            const [member, delay] = await read(context, 'accessManager', 'hasRole', [role, account], block)
            return member ? [{ account, delay }] : []
          }),
        ),
      ])
      return {
        role,
        holders: found.flat(),
        functions: functions
          .filter((one) => one.role === role)
          .map(({ contract, name }) => ({ contract, name })),
        admin,
        guardian,
        grantDelay,
      }
    }),
  )
  const names = Object.keys(manager) as ContractName[]
  const [feeNotice, greatestFee, closed, issuers] = await Promise.all([
    read(context, 'fees', 'noticePeriod', [], block),
    read(context, 'fees', 'greatestFee', [], block),
    Promise.all(
      names.map((name) => read(context, 'accessManager', 'isTargetClosed', [manager[name]], block)),
    ),
    read(context, 'notes', 'issuerCount', [], block),
  ])
  const paused = await Promise.all(
    Array.from({ length: issuers }, (_, at) => read(context, 'notes', 'issuer', [at + 1], block)),
  )
  return {
    powers: powers.sort((a, b) => (a.role < b.role ? -1 : 1)),
    block: Number(block),
    feeNotice: Number(feeNotice),
    greatestFee,
    closed: names.filter((_, at) => closed[at]),
    paused: paused.flatMap(([, is], at) => (is ? [at + 1] : [])),
  }
}
