export { approveNotes } from './approveNotes.ts'
export { CASH_KINDS, type CashKind } from './cashKinds.ts'
export { claim } from './claim.ts'
export { flagNotes, NOTES_FLAGGED_AT_ONCE } from './flagNotes.ts'
export { payHeldCash } from './payHeldCash.ts'
export { readNotesAllowance, readOperator } from './readAllowed.ts'
export { readClaimable } from './readClaimable.ts'
export { readFrozen } from './readFrozen.ts'
export { readHeldCash } from './readHeldCash.ts'
export { readHolding } from './readHolding.ts'
export { readIssuer } from './readIssuer.ts'
export { readSeries } from './readSeries.ts'
export {
  loanNumberOf,
  loanReference,
  packSeriesId,
  parseLoanReference,
  type SeriesId,
  unpackSeriesId,
} from './seriesId.ts'
export { setIssuerPaused } from './setIssuerPaused.ts'
export { setOperator } from './setOperator.ts'
export { transfer } from './transfer.ts'
export { transferFrom } from './transferFrom.ts'
