import { type Cells, CellUnreadable } from './cells.ts'

export const GRADES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const
export type Grade = (typeof GRADES)[number]

export const PURPOSES = [
  'car',
  'credit_card',
  'debt_consolidation',
  'educational',
  'home_improvement',
  'house',
  'major_purchase',
  'medical',
  'moving',
  'other',
  'renewable_energy',
  'small_business',
  'vacation',
  'wedding',
] as const
export type Purpose = (typeof PURPOSES)[number]

const STATUSES = {
  'Fully Paid': { status: 'fullyPaid', meetsPolicy: true },
  'Charged Off': { status: 'chargedOff', meetsPolicy: true },
  'Does not meet the credit policy. Status:Fully Paid': { status: 'fullyPaid', meetsPolicy: false },
  'Does not meet the credit policy. Status:Charged Off': { status: 'chargedOff', meetsPolicy: false },
} as const
const STATUS_TEXTS = Object.keys(STATUSES) as (keyof typeof STATUSES)[]

/** What the borrower and the bureau said when the loan was asked for. Null where the tape has nothing. */
export type TapeApplication = {
  readonly annualIncome: bigint | null
  /** Debt payments over income, hundredths of a per cent. */
  readonly debtToIncome: bigint
  readonly employmentLength: string | null
  readonly homeOwnership: string
  readonly verification: string
  readonly state: string
  readonly zipCode: string
  readonly earliestCreditLineAt: number | null
  readonly delinquencies2Years: number | null
  readonly inquiries6Months: number | null
  readonly monthsSinceDelinquency: number | null
  readonly monthsSinceRecord: number | null
  readonly openAccounts: number | null
  readonly totalAccounts: number | null
  readonly publicRecords: number | null
  readonly bankruptcies: number | null
  readonly taxLiens: number | null
  readonly accountsNowDelinquent: number | null
  readonly delinquentAmount: bigint | null
  readonly revolvingBalance: bigint
  /** Millionths of the limit. */
  readonly revolvingUtilisation: bigint | null
}

/** One real loan, from application to its end. Money in US cents, rates in millionths a year, times in seconds UTC. */
export type TapeLoan = {
  readonly loanId: string
  readonly requested: bigint
  readonly principal: bigint
  readonly annualRate: bigint
  /** Monthly equal instalments. */
  readonly count: number
  readonly installment: bigint
  readonly grade: Grade
  readonly subGrade: string
  readonly purpose: Purpose
  /** First of the month. */
  readonly issuedAt: number
  /** First of the month; null when nothing was ever paid. */
  readonly lastPaymentAt: number | null
  readonly lastPaymentAmount: bigint
  readonly status: 'fullyPaid' | 'chargedOff'
  /** False where the marketplace marked it "Does not meet the credit policy". */
  readonly meetsPolicy: boolean
  readonly totalPaid: bigint
  readonly totalPrincipal: bigint
  readonly totalInterest: bigint
  readonly totalLateFee: bigint
  readonly recoveries: bigint
  readonly collectionFee: bigint
  readonly application: TapeApplication
  /** Every cell of its row by column, as it stands on the tape: what a credit model's schema reads. */
  readonly cells: Readonly<Record<string, string>>
}

/** Columns a tape must have; others are ignored. */
export const COLUMNS = [
  'loan_id',
  'loan_amnt',
  'funded_amnt',
  'term',
  'int_rate',
  'installment',
  'grade',
  'sub_grade',
  'emp_length',
  'home_ownership',
  'annual_inc',
  'verification_status',
  'issue_d',
  'loan_status',
  'purpose',
  'zip_code',
  'addr_state',
  'dti',
  'delinq_2yrs',
  'earliest_cr_line',
  'inq_last_6mths',
  'mths_since_last_delinq',
  'mths_since_last_record',
  'open_acc',
  'pub_rec',
  'revol_bal',
  'revol_util',
  'total_acc',
  'total_pymnt',
  'total_rec_prncp',
  'total_rec_int',
  'total_rec_late_fee',
  'recoveries',
  'collection_recovery_fee',
  'last_pymnt_d',
  'last_pymnt_amnt',
  'acc_now_delinq',
  'delinq_amnt',
  'pub_rec_bankruptcies',
  'tax_liens',
] as const

const applicationOf = (cells: Cells): TapeApplication => ({
  annualIncome: cells.centsOrNull('annual_inc'),
  debtToIncome: cells.basisPoints('dti'),
  employmentLength: cells.textOrNull('emp_length'),
  homeOwnership: cells.text('home_ownership'),
  verification: cells.text('verification_status'),
  state: cells.text('addr_state'),
  zipCode: cells.text('zip_code'),
  earliestCreditLineAt: cells.dateOrNull('earliest_cr_line'),
  delinquencies2Years: cells.wholeOrNull('delinq_2yrs'),
  inquiries6Months: cells.wholeOrNull('inq_last_6mths'),
  monthsSinceDelinquency: cells.wholeOrNull('mths_since_last_delinq'),
  monthsSinceRecord: cells.wholeOrNull('mths_since_last_record'),
  openAccounts: cells.wholeOrNull('open_acc'),
  totalAccounts: cells.wholeOrNull('total_acc'),
  publicRecords: cells.wholeOrNull('pub_rec'),
  bankruptcies: cells.wholeOrNull('pub_rec_bankruptcies'),
  taxLiens: cells.wholeOrNull('tax_liens'),
  accountsNowDelinquent: cells.wholeOrNull('acc_now_delinq'),
  delinquentAmount: cells.centsOrNull('delinq_amnt'),
  revolvingBalance: cells.cents('revol_bal'),
  revolvingUtilisation: cells.millionthsOrNull('revol_util'),
})

/**
 * The loan of one row.
 * @throws CellUnreadable for the first cell that cannot be read or contradicts the others.
 */
export function loanOf(cells: Cells): TapeLoan {
  const refuse = (column: string, wrong: boolean): void => {
    if (wrong) throw new CellUnreadable(column, cells.text(column), 'outOfRange')
  }
  const { status, meetsPolicy } = STATUSES[cells.oneOf('loan_status', STATUS_TEXTS)]
  const loan: TapeLoan = {
    loanId: cells.text('loan_id'),
    requested: cells.cents('loan_amnt'),
    principal: cells.cents('funded_amnt'),
    annualRate: cells.millionths('int_rate'),
    count: cells.whole('term'),
    installment: cells.cents('installment'),
    grade: cells.oneOf('grade', GRADES),
    subGrade: cells.text('sub_grade'),
    purpose: cells.oneOf('purpose', PURPOSES),
    issuedAt: cells.date('issue_d'),
    lastPaymentAt: cells.dateOrNull('last_pymnt_d'),
    lastPaymentAmount: cells.centsRounded('last_pymnt_amnt'),
    status,
    meetsPolicy,
    totalPaid: cells.centsRounded('total_pymnt'),
    totalPrincipal: cells.centsRounded('total_rec_prncp'),
    totalInterest: cells.centsRounded('total_rec_int'),
    totalLateFee: cells.centsRounded('total_rec_late_fee'),
    recoveries: cells.centsRounded('recoveries'),
    collectionFee: cells.centsRounded('collection_recovery_fee'),
    application: applicationOf(cells),
    cells: cells.row(),
  }
  refuse('funded_amnt', loan.principal === 0n)
  refuse('term', loan.count < 1 || loan.count > 360)
  refuse('int_rate', loan.annualRate > 1_000_000n)
  refuse('last_pymnt_d', loan.lastPaymentAt !== null && loan.lastPaymentAt < loan.issuedAt)
  return loan
}
