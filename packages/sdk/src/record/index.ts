export { announceModel } from './announceModel.ts'
export {
  type Assessment,
  assessmentOf,
  assessmentToChain,
  assessmentTypedData,
  GRADES,
  type Grade,
  hashAssessment,
  packReasons,
  type SignedBy,
  signAssessment,
  unpackReasons,
} from './assessment.ts'
export { publishAssessment } from './publishAssessment.ts'
export { type QuotedAssessment, readAssessment } from './readAssessment.ts'
export { readLoanCountOf } from './readLoanCountOf.ts'
export { readLoanQuoting } from './readLoanQuoting.ts'
export { readLoansOf } from './readLoansOf.ts'
export { type CreditModel, readModel } from './readModel.ts'
export { readModelNoticePeriod } from './readModelNoticePeriod.ts'
export { readModels } from './readModels.ts'
export { readNewestIssuedAt } from './readNewestIssuedAt.ts'
export { readOutcome } from './readOutcome.ts'
export { readRecord } from './readRecord.ts'
export { readSecondSignatureAbove } from './readSecondSignatureAbove.ts'
export { readToldAssessment, type ToldAssessment } from './readToldAssessment.ts'
export { retireModel } from './retireModel.ts'
export { setSecondSignatureAbove } from './setSecondSignatureAbove.ts'
