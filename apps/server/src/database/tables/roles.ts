import { boolean, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { address, time, uint256, whole } from '../columns.ts'

/**
 * Roles of the AccessManager. A delay that was changed holds from `…From` on; until then `…Before` does. Seconds.
 */
export const roles = pgTable('roles', {
  roleId: uint256('role_id').primaryKey(),
  label: text('label'),
  /** The role that may give and take this one. */
  adminId: uint256('admin_id'),
  /** The role that may cancel what this one announced. */
  guardianId: uint256('guardian_id'),
  /** How long a new member waits before it is one. */
  grantDelay: whole('grant_delay').notNull(),
  grantDelayFrom: time('grant_delay_from').notNull(),
  grantDelayBefore: whole('grant_delay_before').notNull(),
})

/** Who has a role, or had it. */
export const roleMembers = pgTable(
  'role_members',
  {
    roleId: uint256('role_id'),
    account: address('account').notNull(),
    member: boolean('member').notNull(),
    /** From when on it may act. */
    since: time('since').notNull(),
    /** How long before it is done an act must be announced. */
    delay: whole('delay').notNull(),
    delayFrom: time('delay_from').notNull(),
    delayBefore: whole('delay_before').notNull(),
  },
  (t) => [primaryKey({ columns: [t.roleId, t.account] })],
)

/** Which role a function needs; a restricted function that stands in no row needs the admin's. */
export const roleFunctions = pgTable(
  'role_functions',
  {
    target: address('target').notNull(),
    /** Four bytes, lower case hex. */
    selector: text('selector').notNull(),
    roleId: uint256('role_id'),
    /** For good: then the role does not matter any more. */
    givenUp: boolean('given_up').notNull(),
  },
  (t) => [primaryKey({ columns: [t.target, t.selector] })],
)

/** Contracts whose restricted functions the admin closed or opened again, and how long the admin's own acts on them wait. */
export const roleTargets = pgTable('role_targets', {
  target: address('target').primaryKey(),
  closed: boolean('closed').notNull(),
  adminDelay: whole('admin_delay').notNull(),
  adminDelayFrom: time('admin_delay_from').notNull(),
  adminDelayBefore: whole('admin_delay_before').notNull(),
})
