/** Kinds of cash that come in, by the contract's number. */
export const CASH_KINDS = ['repayment', 'recovery', 'refund', 'feeRefund', 'rent', 'proceeds'] as const
export type CashKind = (typeof CASH_KINDS)[number]
