import { z } from 'zod'
import { Address, Hash, Timestamp } from './marketSchemas.ts'

/** Who may do what, with which delay: the AccessManager's roles. Ids are decimal strings, delays seconds. */

const ContractName = z
  .enum(['accessManager', 'notes', 'loans', 'participants', 'creditRecord', 'fees'])
  .nullable()
const Delay = z.number().int().nonnegative()
const RoleId = z.string().regex(/^\d{1,20}$/)

export const Role = z.object({
  roleId: RoleId,
  /** Null for a role that is not one of the contracts' own. */
  name: z
    .enum([
      'admin',
      'operator',
      'verifier',
      'guardian',
      'issuer',
      'registrar',
      'underwriter',
      'governor',
      'treasurer',
      'public',
    ])
    .nullable(),
  label: z.string().nullable(),
  /** The role that may give and take this one. */
  adminId: RoleId,
  /** The role that may cancel what this one announced. */
  guardianId: RoleId,
  /** How long a new member waits before it is one. */
  grantDelay: Delay,
  /** `since` may be to come: until then the member may do nothing yet. */
  members: z.array(z.object({ account: Address, since: Timestamp, delay: Delay })),
  functions: z.array(
    z.object({
      target: Address,
      contract: ContractName,
      selector: z.string().regex(/^0x[0-9a-f]{8}$/),
      name: z.string().nullable(),
      /** For good: nobody can call it any more. */
      givenUp: z.boolean(),
    }),
  ),
})

/** A restricted function that stands under no role is the admin's. */
export const Powers = z.object({
  at: Timestamp,
  roles: z.array(Role),
  targets: z.array(
    z.object({ target: Address, contract: ContractName, closed: z.boolean(), adminDelay: Delay }),
  ),
})

/** An act announced in advance. */
export const Operation = z.object({
  operationId: Hash,
  nonce: z.number().int(),
  status: z.enum(['waiting', 'ready', 'expired', 'executed', 'cancelled']),
  caller: Address,
  target: Address,
  contract: ContractName,
  /** The function that is to be called; null for one this program does not know. */
  function: z.string().nullable(),
  data: z.string().regex(/^0x([0-9a-f]{2})*$/),
  scheduledAt: Timestamp,
  readyAt: Timestamp,
  expiresAt: Timestamp,
  endedAt: Timestamp.nullable(),
})
