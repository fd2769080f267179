import { accessLogs, functionsOf, membersOf, rolesOf, targetsOf } from './powersOf.ts'
import { eventIdOf, type Figures, keyOf, type Source, type Table } from './table.ts'

const roles = ({ events }: Source) =>
  new Map(
    rolesOf(events).map(({ roleId, label, admin, guardian, grant }) => [
      keyOf(roleId),
      {
        label,
        admin_id: admin,
        guardian_id: guardian,
        grant_delay: grant.delay,
        grant_delay_from: grant.from,
        grant_delay_before: grant.before,
      },
    ]),
  )

const roleMembers = ({ events }: Source) =>
  new Map(
    membersOf(events).map(({ roleId, account, member, since, act }) => [
      keyOf(roleId, account),
      { member, since, delay: act.delay, delay_from: act.from, delay_before: act.before },
    ]),
  )

const roleFunctions = ({ events }: Source) =>
  new Map(
    functionsOf(events).map(({ target, selector, roleId, givenUp }) => [
      keyOf(target, selector),
      { role_id: roleId, given_up: givenUp },
    ]),
  )

const roleTargets = ({ events }: Source) =>
  new Map(
    targetsOf(events).map(({ target, closed, admin }) => [
      keyOf(target),
      {
        closed,
        admin_delay: admin.delay,
        admin_delay_from: admin.from,
        admin_delay_before: admin.before,
      },
    ]),
  )

const operations = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of accessLogs(events)) {
    if (!('operationId' in event.args)) continue
    const key = keyOf(event.args.operationId, event.args.nonce)
    if (event.name === 'OperationScheduled') {
      const { caller, target, data, schedule } = event.args
      rows.set(key, {
        status: 'scheduled',
        caller,
        target,
        data,
        scheduled_at: event.time,
        ready_at: schedule,
        ended_at: null,
        scheduled_by: eventIdOf(event),
      })
    }
    const row = rows.get(key)
    if (row === undefined || event.name === 'OperationScheduled') continue
    row.status = event.name === 'OperationExecuted' ? 'executed' : 'cancelled'
    row.ended_at = event.time
  }
  return rows
}

/** Who may do what. */
export const accessTables: readonly Table[] = [
  { name: 'roles', keys: ['role_id'], expected: roles },
  { name: 'role_members', keys: ['role_id', 'account'], expected: roleMembers },
  { name: 'role_functions', keys: ['target', 'selector'], expected: roleFunctions },
  { name: 'role_targets', keys: ['target'], expected: roleTargets },
  { name: 'operations', keys: ['operation_id', 'nonce'], expected: operations },
]
