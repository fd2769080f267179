import { expectedReturnOf, lossGivenDefaultIn } from '@hurong/sdk'
import { termsOf } from '../../loans/position.ts'
import type { IndexedEvent } from '../event.ts'
import type { RowStore } from '../rowStore.ts'

type Event<N extends IndexedEvent['name']> = Extract<IndexedEvent, { contract: 'creditRecord'; name: N }>
type Told = Event<'AssessmentQuoted'> | Event<'AssessmentPublished'>

/** The contract's outcomes by number. */
const flags = [undefined, 'repaid', 'defaulted', 'recovered', 'writtenOff'] as const

const told = (rows: RowStore, event: Told, loanId: bigint | null): void => {
  const { assessment, assessmentHash, signers } = event.args
  const { currency, ...rest } = assessment
  rows.append('assessments', {
    id: event.id,
    assessmentHash,
    loanId,
    ...rest,
    currency: currency.toLowerCase(),
    signers: signers.join(',').toLowerCase(),
  })
}

const quoted = (rows: RowStore, event: Event<'AssessmentQuoted'>): void => {
  const { loanId, assessmentHash, assessment } = event.args
  told(rows, event, loanId)
  // Another issuer's series may quote too; it is no loan.
  if (rows.find('loans', { loanId }) === undefined) return
  const loan = rows.edit('loans', { loanId })
  const { modelHash, grade, pd12Months, pdLife } = assessment
  const lossGivenDefault = lossGivenDefaultIn(rows.find('models', { modelHash })?.uri ?? '')
  Object.assign(loan, {
    assessmentHash,
    modelHash,
    grade,
    pd12Months,
    pdLife,
    assessmentReasons: assessment.reasons,
    assessmentIssuedAt: assessment.issuedAt,
    assessmentExpiresAt: assessment.expiresAt,
    expectedReturn: expectedReturnOf(termsOf(loan), { pd12Months, pdLife, lossGivenDefault }),
  })
}

/** Applies an event of `CreditRecord`. */
export const projectRecord = (rows: RowStore, event: IndexedEvent & { contract: 'creditRecord' }): void => {
  switch (event.name) {
    case 'LoanOpened':
      rows.put('records', {
        ...event.args,
        repaid: false,
        defaulted: false,
        recovered: false,
        writtenOff: false,
        counted: false,
        onTime: 0,
        late1To30: 0,
        late31To60: 0,
        late61To90: 0,
        late91Plus: 0,
      })
      break
    case 'OutcomeRecorded': {
      const flag = flags[event.args.outcome]
      if (flag !== undefined) rows.edit('records', { loanId: event.args.loanId })[flag] = true
      break
    }
    case 'InstalmentsRecorded':
      Object.assign(rows.edit('records', { loanId: event.args.loanId }), event.args.instalments, {
        counted: true,
      })
      break
    case 'ModelAnnounced':
      rows.put('models', { ...event.args, retiredAt: null })
      break
    case 'ModelRetired':
      rows.edit('models', { modelHash: event.args.modelHash }).retiredAt = event.args.retiredAt
      break
    case 'SecondSignatureAboveSet':
      rows.put('secondSignatures', { currency: event.args.currency, above: event.args.principal })
      break
    case 'AssessmentQuoted':
      quoted(rows, event)
      break
    case 'AssessmentPublished':
      told(rows, event, null)
      break
  }
}
