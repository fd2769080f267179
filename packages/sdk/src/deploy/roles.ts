import type { ContractName } from '../abi/index.ts'

/** Ids of the roles in the AccessManager, as contracts/src/roles/Roles.sol has them; 0 is the admin. */
export const ROLES = {
  admin: 0n,
  operator: 1n,
  verifier: 2n,
  guardian: 3n,
  issuer: 4n,
  registrar: 5n,
  underwriter: 6n,
  governor: 7n,
  treasurer: 8n,
} as const
export type RoleName = keyof typeof ROLES

/** Which functions each role may call (the underwriter signs and calls none); every other restricted function stays the admin's. */
export const roleFunctions: readonly {
  readonly role: RoleName
  readonly contract: ContractName
  readonly functions: readonly string[]
}[] = [
  { role: 'operator', contract: 'loans', functions: ['setProduct'] },
  { role: 'operator', contract: 'fees', functions: ['announceFee'] },
  { role: 'treasurer', contract: 'fees', functions: ['announcePayee'] },
  {
    role: 'verifier',
    contract: 'participants',
    functions: ['register', 'setClaims', 'freeze', 'unfreeze', 'setRelation'],
  },
  { role: 'governor', contract: 'participants', functions: ['setPolicy'] },
  { role: 'guardian', contract: 'notes', functions: ['setIssuerPaused'] },
  { role: 'guardian', contract: 'creditRecord', functions: ['retireModel'] },
  { role: 'issuer', contract: 'creditRecord', functions: ['recordOpened', 'recordQuote'] },
  { role: 'registrar', contract: 'notes', functions: ['registerIssuer'] },
  {
    role: 'governor',
    contract: 'creditRecord',
    functions: ['announceModel', 'setSecondSignatureAbove'],
  },
]
