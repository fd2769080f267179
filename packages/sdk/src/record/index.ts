export { readLoanCountOf } from './readLoanCountOf.ts'
export { readLoansOf } from './readLoansOf.ts'
export { readOutcome } from './readOutcome.ts'
export { readRecord } from './readRecord.ts'
