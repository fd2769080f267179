import type { Hex } from 'viem'
import type { ContractName } from '../abi/index.ts'
import type { ReadContext } from '../client/index.ts'
import { decodeLogs, type HurongEventOf, readLogsByTopics } from '../events/index.ts'
import { contractAt } from './naming.ts'

/** A function of one of the contracts, as the manager knows it. */
export interface Target {
  readonly contract: ContractName
  readonly target: Hex
  readonly selector: Hex
}

type Announced = HurongEventOf<'accessManager', 'OperationScheduled'>['args']

/** What the manager ever told, from which follows whom and what to ask it about. */
export interface History {
  /** Who ever held which role. */
  readonly holders: ReadonlyMap<bigint, ReadonlySet<Hex>>
  /** Which functions were ever given to a role. */
  readonly functions: readonly Target[]
  readonly givenUp: readonly Target[]
  /** What was announced and neither done nor cancelled; it may have lapsed. */
  readonly announced: readonly Announced[]
}

/** Reads all the manager told until a block. @throws HurongError */
export const readHistory = async (context: ReadContext, toBlock: bigint): Promise<History> => {
  const address = context.deployment.contracts.accessManager
  const logs = await readLogsByTopics(context, { address, topics: [], toBlock })
  const holders = new Map<bigint, Set<Hex>>([[0n, new Set()]])
  const functions = new Map<string, Target>()
  const givenUp: Target[] = []
  const announced = new Map<Hex, Announced>()
  const targetsOf = ({ target, selector }: { target: Hex; selector: Hex }): Target[] => {
    const contract = contractAt(context.deployment, target)
    return contract === undefined ? [] : [{ contract, target, selector }]
  }
  for (const event of decodeLogs(context.deployment, logs)) {
    if (event.contract !== 'accessManager') continue
    switch (event.name) {
      case 'RoleGranted': {
        const { roleId, account } = event.args
        holders.set(roleId, (holders.get(roleId) ?? new Set()).add(account.toLowerCase() as Hex))
        break
      }
      case 'TargetFunctionRoleUpdated':
        for (const one of targetsOf(event.args)) functions.set(`${one.contract} ${one.selector}`, one)
        break
      case 'PowerGivenUp':
        givenUp.push(...targetsOf(event.args))
        break
      case 'OperationScheduled':
        announced.set(event.args.operationId, event.args)
        break
      case 'OperationExecuted':
      case 'OperationCanceled':
        announced.delete(event.args.operationId)
        break
    }
  }
  return { holders, functions: [...functions.values()], givenUp, announced: [...announced.values()] }
}
