import type { TimedLog } from '../../events/index.ts'
import { eventIdOf, type Figures, keyOf, type Source, type Table } from './table.ts'

type AccessLog = Extract<TimedLog, { contract: 'accessManager' }>

/** A delay and the one before it, which holds until the change takes effect. */
interface Delay {
  delay: number
  from: number
  before: number
}
const noDelay: Delay = { delay: 0, from: 0, before: 0 }
const changed = (held: Delay, delay: number, from: number, now: number): Delay => ({
  delay,
  from,
  before: now >= held.from ? held.delay : held.before,
})

const access = ({ events }: Source): AccessLog[] =>
  events.filter((event): event is AccessLog => event.contract === 'accessManager')

const roles = (source: Source) => {
  const all = new Map<string, { label: string | null; admin: bigint; guardian: bigint; grant: Delay }>()
  for (const event of access(source)) {
    if (!('roleId' in event.args)) continue
    const key = keyOf(event.args.roleId)
    const role = all.get(key) ?? { label: null, admin: 0n, guardian: 0n, grant: noDelay }
    all.set(key, role)
    if (event.name === 'RoleLabel') role.label = event.args.label
    if (event.name === 'RoleAdminChanged') role.admin = event.args.admin
    if (event.name === 'RoleGuardianChanged') role.guardian = event.args.guardian
    if (event.name === 'RoleGrantDelayChanged')
      role.grant = changed(role.grant, event.args.delay, event.args.since, event.time)
  }
  return new Map(
    [...all].map(([key, { label, admin, guardian, grant }]) => [
      key,
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
}

const roleMembers = (source: Source) => {
  const all = new Map<string, { member: boolean; since: number; act: Delay }>()
  for (const event of access(source)) {
    if (event.name === 'RoleGranted') {
      const { roleId, account, delay, since, newMember } = event.args
      const key = keyOf(roleId, account)
      const held = all.get(key)
      if (newMember || held === undefined)
        all.set(key, { member: true, since, act: { delay, from: 0, before: delay } })
      else held.act = changed(held.act, delay, since, event.time)
    }
    if (event.name === 'RoleRevoked') {
      const held = all.get(keyOf(event.args.roleId, event.args.account))
      if (held !== undefined) held.member = false
    }
  }
  return new Map(
    [...all].map(([key, { member, since, act }]) => [
      key,
      { member, since, delay: act.delay, delay_from: act.from, delay_before: act.before },
    ]),
  )
}

const roleFunctions = (source: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of access(source)) {
    if (event.name !== 'TargetFunctionRoleUpdated' && event.name !== 'PowerGivenUp') continue
    const key = keyOf(event.args.target, event.args.selector)
    const { role_id, given_up } = rows.get(key) ?? { role_id: 0n, given_up: false }
    rows.set(
      key,
      event.name === 'PowerGivenUp' ? { role_id, given_up: true } : { role_id: event.args.roleId, given_up },
    )
  }
  return rows
}

const roleTargets = (source: Source) => {
  const all = new Map<string, { closed: boolean; admin: Delay }>()
  for (const event of access(source)) {
    if (event.name !== 'TargetClosed' && event.name !== 'TargetAdminDelayUpdated') continue
    const key = keyOf(event.args.target)
    const target = all.get(key) ?? { closed: false, admin: noDelay }
    all.set(key, target)
    if (event.name === 'TargetClosed') target.closed = event.args.closed
    else target.admin = changed(target.admin, event.args.delay, event.args.since, event.time)
  }
  return new Map(
    [...all].map(([key, { closed, admin }]) => [
      key,
      {
        closed,
        admin_delay: admin.delay,
        admin_delay_from: admin.from,
        admin_delay_before: admin.before,
      },
    ]),
  )
}

const operations = (source: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of access(source)) {
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
