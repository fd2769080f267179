export { contractAt, functionNameOf, publicRole, roleNameOf } from './naming.ts'
export { readHoldsRole } from './readHoldsRole.ts'
export { readPowers } from './readPowers.ts'
export type { PendingAct, Power, PowerFunction, PowerHolder, Powers } from './types.ts'
