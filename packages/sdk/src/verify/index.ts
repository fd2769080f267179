export {
  type Books,
  emptyBooks,
  type Fault,
  type HolderBook,
  type InstalmentCounts,
  instalmentsOf,
  type LoanBook,
  type ParticipantBook,
  type RecordBook,
  type SeriesBook,
} from './books.ts'
export { type Comparison, compareWithChain } from './compareWithChain.ts'
export { type BlockReader, comparedTables, compareWithDatabase } from './compareWithDatabase.ts'
export type { Difference } from './difference.ts'
export { followDecisions, type SeenDecision, type StoredDecision } from './followDecisions.ts'
export { findLoanId, type RecomputedLoan, recomputeLoan } from './recomputeLoan.ts'
export { replayEvents } from './replayEvents.ts'
export { claimableIn } from './replayNotes.ts'
