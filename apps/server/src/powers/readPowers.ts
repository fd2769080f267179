import type { ContractName } from '@hurong/sdk'
import type { Powers } from '@hurong/sdk/api'
import { contractAt, functionNameOf, publicRole, roleNameOf } from '@hurong/sdk/powers'
import { asc, eq } from 'drizzle-orm'
import type { Hex } from 'viem'
import { roleFunctions, roleMembers, roles, roleTargets } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { delayAt } from '../indexer/project/access.ts'

/** Every role there is, who has it and what it may call, at the time of the block. */
export const readPowers = async ({ database, deployment, now }: ReadAt): Promise<Powers> => {
  const [roleRows, memberRows, functionRows, targetRows] = await Promise.all([
    database.select().from(roles).orderBy(asc(roles.roleId)),
    database.select().from(roleMembers).where(eq(roleMembers.member, true)).orderBy(asc(roleMembers.account)),
    database.select().from(roleFunctions).orderBy(asc(roleFunctions.target), asc(roleFunctions.selector)),
    database.select().from(roleTargets).orderBy(asc(roleTargets.target)),
  ])
  const functionOf = (contract: ContractName | null, selector: string) =>
    (contract && functionNameOf(contract, selector as Hex)) ?? null
  const targetBody = (target: string) => ({ target, contract: contractAt(deployment, target) ?? null })
  return {
    at: now,
    roles: roleRows.map((role) => ({
      roleId: role.roleId.toString(),
      name: role.roleId === publicRole ? 'public' : (roleNameOf(role.roleId) ?? null),
      label: role.label,
      adminId: role.adminId.toString(),
      guardianId: role.guardianId.toString(),
      grantDelay: delayAt(role.grantDelay, role.grantDelayFrom, role.grantDelayBefore, now),
      members: memberRows
        .filter(({ roleId }) => roleId === role.roleId)
        .map(({ account, since, delay, delayFrom, delayBefore }) => ({
          account,
          since,
          delay: delayAt(delay, delayFrom, delayBefore, now),
        })),
      functions: functionRows
        .filter(({ roleId }) => roleId === role.roleId)
        .map(({ target, selector, givenUp }) => {
          const body = targetBody(target)
          return { ...body, selector, name: functionOf(body.contract, selector), givenUp }
        }),
    })),
    targets: targetRows.map(({ target, closed, adminDelay, adminDelayFrom, adminDelayBefore }) => ({
      ...targetBody(target),
      closed,
      adminDelay: delayAt(adminDelay, adminDelayFrom, adminDelayBefore, now),
    })),
  }
}
