export { cancel } from './cancel.ts'
export { closeFunding } from './closeFunding.ts'
export {
  type ContractLoanStatus,
  METHODS,
  type Method,
  methodsMask,
  methodsOfMask,
  nameOf,
  type PeriodUnit,
  PREPAYMENTS,
  type Prepayment,
  PURPOSES,
  purposeCode,
  purposeOf,
  STATUSES,
  UNITS,
} from './codes.ts'
export { collect } from './collect.ts'
export { draw } from './draw.ts'
export { expire } from './expire.ts'
export { fund } from './fund.ts'
export { fundMany } from './fundMany.ts'
export { fundWithPermit } from './fundWithPermit.ts'
export { loanIdOf, loansIssuerIndex } from './loanId.ts'
export { markDefault } from './markDefault.ts'
export { markLate } from './markLate.ts'
export { payOff } from './payOff.ts'
export { prepay } from './prepay.ts'
export { type LoanProduct, productFromChain, productToChain } from './product.ts'
export { readDaysPastDue } from './readDaysPastDue.ts'
export { readDefaultableFrom } from './readDefaultableFrom.ts'
export { readDrawableFrom } from './readDrawableFrom.ts'
export { readDue } from './readDue.ts'
export { readDueDate } from './readDueDate.ts'
export { readInstalmentCounts } from './readInstalmentCounts.ts'
export { readLiveLoans } from './readLiveLoans.ts'
export { type ChainPosition, type Loan, readLoan } from './readLoan.ts'
export { readPayoff } from './readPayoff.ts'
export { readProduct } from './readProduct.ts'
export { readProductCount } from './readProductCount.ts'
export { readProducts } from './readProducts.ts'
export { readRepayable } from './readRepayable.ts'
export { repay } from './repay.ts'
export { repayWithPermit } from './repayWithPermit.ts'
export { type LoanRequest, request, requestToChain } from './request.ts'
export { requestAssessed } from './requestAssessed.ts'
export { setAutoRepay } from './setAutoRepay.ts'
export { setProduct } from './setProduct.ts'
export { setWallet } from './setWallet.ts'
export { type ChainTerms, type FullTerms, termsFromChain } from './terms.ts'
export { termsHashOf } from './termsHash.ts'
export {
  TERMS_TEXT_VERSION,
  type TermsFigures,
  type TermsHashes,
  type TermsTextInput,
  termsTextHashes,
  termsTextOf,
} from './termsText.ts'
export { termsTextEn } from './termsTextEn.ts'
export { termsTextZh } from './termsTextZh.ts'
export { plannedSchedule, type ToldSchedule, toldSchedule } from './toldSchedule.ts'
export { withdraw } from './withdraw.ts'
export { writeOff } from './writeOff.ts'
