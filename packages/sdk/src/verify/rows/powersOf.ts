import type { TimedLog } from '../../events/index.ts'
import { keyOf } from './table.ts'

export type AccessLog = Extract<TimedLog, { contract: 'accessManager' }>

/** A delay in seconds, and the one before it, which holds until the change takes effect. */
export interface Delay {
  readonly delay: number
  readonly from: number
  readonly before: number
}
export const noDelay: Delay = { delay: 0, from: 0, before: 0 }
const changed = (held: Delay, delay: number, from: number, now: number): Delay => ({
  delay,
  from,
  before: now >= held.from ? held.delay : held.before,
})

export const accessLogs = (events: readonly TimedLog[]): AccessLog[] =>
  events.filter((event): event is AccessLog => event.contract === 'accessManager')

/** Roles that anything was told of. */
export const rolesOf = (events: readonly TimedLog[]) => {
  const all = new Map<
    string,
    { roleId: bigint; label: string | null; admin: bigint; guardian: bigint; grant: Delay }
  >()
  for (const event of accessLogs(events)) {
    if (!('roleId' in event.args)) continue
    const { roleId } = event.args
    const role = all.get(keyOf(roleId)) ?? { roleId, label: null, admin: 0n, guardian: 0n, grant: noDelay }
    all.set(keyOf(roleId), role)
    if (event.name === 'RoleLabel') role.label = event.args.label
    if (event.name === 'RoleAdminChanged') role.admin = event.args.admin
    if (event.name === 'RoleGuardianChanged') role.guardian = event.args.guardian
    if (event.name === 'RoleGrantDelayChanged')
      role.grant = changed(role.grant, event.args.delay, event.args.since, event.time)
  }
  return [...all.values()]
}

/** Who was ever given a role, and whether they still have it. */
export const membersOf = (events: readonly TimedLog[]) => {
  const all = new Map<
    string,
    { roleId: bigint; account: string; member: boolean; since: number; act: Delay }
  >()
  for (const event of accessLogs(events)) {
    if (event.name === 'RoleGranted') {
      const { roleId, account, delay, since, newMember } = event.args
      const key = keyOf(roleId, account)
      const held = all.get(key)
      if (newMember || held === undefined)
        all.set(key, { roleId, account, member: true, since, act: { delay, from: 0, before: delay } })
      else held.act = changed(held.act, delay, since, event.time)
    }
    if (event.name === 'RoleRevoked') {
      const held = all.get(keyOf(event.args.roleId, event.args.account))
      if (held !== undefined) held.member = false
    }
  }
  return [...all.values()]
}

/** Functions given to a role, or given up for good. */
export const functionsOf = (events: readonly TimedLog[]) => {
  const all = new Map<string, { target: string; selector: string; roleId: bigint; givenUp: boolean }>()
  for (const event of accessLogs(events)) {
    if (event.name !== 'TargetFunctionRoleUpdated' && event.name !== 'PowerGivenUp') continue
    const { target, selector } = event.args
    const key = keyOf(target, selector)
    const held = all.get(key) ?? { target, selector, roleId: 0n, givenUp: false }
    all.set(
      key,
      event.name === 'PowerGivenUp' ? { ...held, givenUp: true } : { ...held, roleId: event.args.roleId },
    )
  }
  return [...all.values()]
}

/** Contracts that were closed, opened or given a delay. */
export const targetsOf = (events: readonly TimedLog[]) => {
  const all = new Map<string, { target: string; closed: boolean; admin: Delay }>()
  for (const event of accessLogs(events)) {
    if (event.name !== 'TargetClosed' && event.name !== 'TargetAdminDelayUpdated') continue
    const key = keyOf(event.args.target)
    const target = all.get(key) ?? { target: event.args.target, closed: false, admin: noDelay }
    all.set(key, target)
    if (event.name === 'TargetClosed') target.closed = event.args.closed
    else target.admin = changed(target.admin, event.args.delay, event.args.since, event.time)
  }
  return [...all.values()]
}
