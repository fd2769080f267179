export { approve, UNLIMITED } from './approve.ts'
export { faucet } from './faucet.ts'
export { type Permit, signPermit } from './permit.ts'
export { readAllowance, readBalance } from './readCurrency.ts'
