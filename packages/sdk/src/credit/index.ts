export {
  applicationTypedData,
  type CreditApplication,
  declineTypedData,
  hashFields,
  readApplicationsTypedData,
  readApplicationTypedData,
  readQueueTypedData,
} from './applications.ts'
export { hashDecision, type LoggedDecision } from './decisions.ts'
export { type DefaultRisk, expectedReturnOf, type ReturnTerms } from './expectedReturn.ts'
export { lossGivenDefaultIn, withLossGivenDefault } from './lossGivenDefault.ts'
export {
  type ForetoldLoan,
  type TrackRecordLine,
  trackRecordOf,
  vintageOf,
  wilsonBand,
} from './trackRecord.ts'
