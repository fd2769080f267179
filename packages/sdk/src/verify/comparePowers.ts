import { type Abi, type Address, type Hex, toFunctionSelector } from 'viem'
import { contractAbis, contractNames } from '../abi/index.ts'
import { type ReadContext, read } from '../client/index.ts'
import type { Books } from './books.ts'
import type { Check } from './compareNotes.ts'
import { differences } from './difference.ts'
import { type Delay, functionsOf, membersOf, noDelay, rolesOf, targetsOf } from './rows/powersOf.ts'

/** A delay that is about to change is one figure until then and another after; at the block both are told by `from`. */
const heldAt = ({ delay, from, before }: Delay, time: number): number => (time >= from ? delay : before)

/** Every function of the contracts that changes something, and what was told of others besides. */
const allFunctions = ({ deployment }: ReadContext, books: Books) => {
  const none = contractNames.flatMap((name) =>
    (contractAbis[name] as Abi).flatMap((item) =>
      item.type === 'function' && item.stateMutability === 'nonpayable'
        ? [{ target: deployment.contracts[name], selector: toFunctionSelector(item), ...noRole }]
        : [],
    ),
  )
  return byKey([...none, ...functionsOf(books.powers)], ({ target, selector }) => `${target} ${selector}`)
}
const noRole = { roleId: 0n, givenUp: false }

const allTargets = ({ deployment }: ReadContext, books: Books) => {
  const none = contractNames.map((name) => ({ target: deployment.contracts[name], ...untouched }))
  return byKey([...none, ...targetsOf(books.powers)], ({ target }) => target)
}
const untouched = { closed: false, admin: noDelay }

/** The last of each key. */
const byKey = <One>(all: readonly One[], keyOf: (one: One) => string): One[] => [
  ...new Map(all.map((one) => [keyOf(one).toLowerCase(), one])).values(),
]

/** Who may do what, with which delay; `time` is that of the block read at. */
export const powerChecks = (context: ReadContext, at: bigint, time: number, books: Books): Check[] => [
  ...rolesOf(books.powers).map(({ roleId, admin, guardian, grant }) => async () => {
    const found = {
      admin: await read(context, 'accessManager', 'getRoleAdmin', [roleId], at),
      guardian: await read(context, 'accessManager', 'getRoleGuardian', [roleId], at),
      'grant delay': await read(context, 'accessManager', 'getRoleGrantDelay', [roleId], at),
    }
    return differences(`role ${roleId}`, { admin, guardian, 'grant delay': heldAt(grant, time) }, found)
  }),
  ...membersOf(books.powers).map(({ roleId, account, member, since, act }) => async () => {
    const args = [roleId, account as Address] as const
    const [foundSince, delay] = await read(context, 'accessManager', 'getAccess', args, at)
    const told = member ? { since, delay: heldAt(act, time) } : { since: 0 }
    return differences(`role ${roleId} of ${account}`, told, { since: foundSince, delay })
  }),
  ...allFunctions(context, books).map(({ target, selector, roleId, givenUp }) => async () => {
    const args = [target as Address, selector as Hex] as const
    const found = {
      role: await read(context, 'accessManager', 'getTargetFunctionRole', args, at),
      'given up': await read(context, 'accessManager', 'isGivenUp', args, at),
    }
    return differences(`function ${selector} of ${target}`, { role: roleId, 'given up': givenUp }, found)
  }),
  ...allTargets(context, books).map(({ target, closed, admin }) => async () => {
    const found = {
      closed: await read(context, 'accessManager', 'isTargetClosed', [target as Address], at),
      'admin delay': await read(context, 'accessManager', 'getTargetAdminDelay', [target as Address], at),
    }
    return differences(`target ${target}`, { closed, 'admin delay': heldAt(admin, time) }, found)
  }),
]
