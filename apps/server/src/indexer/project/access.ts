import type { IndexedEvent } from '../event.ts'
import type { RowStore } from '../rowStore.ts'
import type { ChangingRow } from '../tables.ts'

type Event<N extends IndexedEvent['name']> = Extract<IndexedEvent, { contract: 'accessManager'; name: N }>

const roleOf = (rows: RowStore, roleId: bigint): ChangingRow<'roles'> =>
  rows.editOrPut('roles', {
    roleId,
    label: null,
    adminId: 0n,
    guardianId: 0n,
    grantDelay: 0,
    grantDelayFrom: 0,
    grantDelayBefore: 0,
  })

const targetOf = (rows: RowStore, target: string): ChangingRow<'roleTargets'> =>
  rows.editOrPut('roleTargets', {
    target,
    closed: false,
    adminDelay: 0,
    adminDelayFrom: 0,
    adminDelayBefore: 0,
  })

/** A function no role was ever given is the admin's. */
const functionOf = (
  rows: RowStore,
  { target, selector }: Pick<ChangingRow<'roleFunctions'>, 'target' | 'selector'>,
): ChangingRow<'roleFunctions'> =>
  rows.editOrPut('roleFunctions', { target, selector, roleId: 0n, givenUp: false })

/** The delay in force at a time: one that was changed holds only from a later time on. */
export const delayAt = (delay: number, from: number, before: number, at: number): number =>
  at >= from ? delay : before

const granted = (rows: RowStore, { args, at }: Event<'RoleGranted'>): void => {
  const { roleId, account, delay } = args
  const since = Number(args.since)
  roleOf(rows, roleId)
  const held = rows.find('roleMembers', { roleId, account })
  if (args.newMember || held === undefined)
    rows.put('roleMembers', {
      roleId,
      account,
      member: true,
      since,
      delay,
      delayFrom: 0,
      delayBefore: delay,
    })
  else {
    const before = delayAt(held.delay, held.delayFrom, held.delayBefore, at)
    rows.put('roleMembers', { ...held, delay, delayFrom: since, delayBefore: before })
  }
}

const ended = (
  rows: RowStore,
  { args, at }: Event<'OperationExecuted' | 'OperationCanceled'>,
  status: 'executed' | 'cancelled',
): void => {
  const { operationId, nonce } = args
  Object.assign(rows.edit('operations', { operationId, nonce }), { status, endedAt: at })
}

/** Applies an event of the AccessManager. */
export const projectAccess = (rows: RowStore, event: IndexedEvent & { contract: 'accessManager' }): void => {
  switch (event.name) {
    case 'RoleLabel':
      roleOf(rows, event.args.roleId).label = event.args.label
      break
    case 'RoleAdminChanged':
      roleOf(rows, event.args.roleId).adminId = event.args.admin
      break
    case 'RoleGuardianChanged':
      roleOf(rows, event.args.roleId).guardianId = event.args.guardian
      break
    case 'RoleGrantDelayChanged': {
      const role = roleOf(rows, event.args.roleId)
      role.grantDelayBefore = delayAt(role.grantDelay, role.grantDelayFrom, role.grantDelayBefore, event.at)
      role.grantDelay = event.args.delay
      role.grantDelayFrom = Number(event.args.since)
      break
    }
    case 'RoleGranted':
      granted(rows, event)
      break
    case 'RoleRevoked':
      rows.edit('roleMembers', event.args).member = false
      break
    case 'TargetFunctionRoleUpdated':
      roleOf(rows, event.args.roleId)
      functionOf(rows, event.args).roleId = event.args.roleId
      break
    case 'PowerGivenUp':
      functionOf(rows, event.args).givenUp = true
      break
    case 'TargetClosed':
      targetOf(rows, event.args.target).closed = event.args.closed
      break
    case 'TargetAdminDelayUpdated': {
      const target = targetOf(rows, event.args.target)
      target.adminDelayBefore = delayAt(
        target.adminDelay,
        target.adminDelayFrom,
        target.adminDelayBefore,
        event.at,
      )
      target.adminDelay = event.args.delay
      target.adminDelayFrom = Number(event.args.since)
      break
    }
    case 'OperationScheduled': {
      const { operationId, nonce, caller, target, data, schedule } = event.args
      rows.put('operations', {
        operationId,
        nonce,
        status: 'scheduled',
        caller,
        target,
        data,
        scheduledAt: event.at,
        readyAt: Number(schedule),
        endedAt: null,
        scheduledBy: event.id,
      })
      break
    }
    case 'OperationExecuted':
      ended(rows, event, 'executed')
      break
    case 'OperationCanceled':
      ended(rows, event, 'cancelled')
      break
  }
}
