import type { TimedLog } from '../events/index.ts'
import { nameOf } from '../loans/index.ts'
import { GRADES, unpackReasons } from '../record/index.ts'
import { type Books, bookOf, expectEqual, noInstalments, type RecordBook } from './books.ts'

export type RecordLog = Extract<TimedLog, { contract: 'creditRecord' }>

const recordOf = (books: Books, participantId: number): RecordBook =>
  bookOf(books.records, participantId, () => ({
    loansDrawn: 0,
    loansRepaid: 0,
    loansDefaulted: 0,
    loansRecovered: 0,
    loansWrittenOff: 0,
    instalments: noInstalments(),
  }))

const counters = [undefined, 'loansRepaid', 'loansDefaulted', 'loansRecovered', 'loansWrittenOff'] as const

/** Events of no loan: the register of models, and assessments that were only told. */
const withoutLoan = [
  'AuthorityUpdated',
  'EIP712DomainChanged',
  'ModelAnnounced',
  'ModelRetired',
  'SecondSignatureAboveSet',
  'AssessmentPublished',
] as const
type WithoutLoan = Extract<RecordLog, { name: (typeof withoutLoan)[number] }>

/** Whether an event of `CreditRecord` is about no loan. */
export const isWithoutLoan = (event: RecordLog): event is WithoutLoan =>
  (withoutLoan as readonly string[]).includes(event.name)

const replayModel = (books: Books, event: WithoutLoan): void => {
  if (event.name === 'ModelAnnounced')
    books.models.set(event.args.modelHash, { ...event.args, retiredAt: null })
  if (event.name !== 'ModelRetired') return
  const { modelHash, retiredAt } = event.args
  const model = books.models.get(modelHash)
  expectEqual(books, event, 'retired model', model === undefined ? 'none' : modelHash, modelHash)
  if (model !== undefined) books.models.set(modelHash, { ...model, retiredAt })
}

/** Reads an event of `CreditRecord` into the books, holding it against what the loan itself told before. */
export const replayRecord = (books: Books, event: RecordLog): void => {
  if (isWithoutLoan(event)) {
    replayModel(books, event)
    return
  }
  const record = recordOf(books, event.args.participantId)
  const loan = books.loans.get(event.args.loanId)
  expectEqual(books, event, 'borrower on the record', loan?.borrowerId ?? 'a loan', event.args.participantId)
  switch (event.name) {
    case 'LoanOpened':
      record.loansDrawn++
      books.outcomes.set(event.args.loanId, 0)
      if (loan !== undefined)
        expectEqual(books, event, 'principal on the record', loan.terms.principal, event.args.principal)
      return
    case 'OutcomeRecorded': {
      const counter = counters[event.args.outcome]
      if (counter !== undefined) record[counter]++
      books.outcomes.set(event.args.loanId, event.args.outcome)
      return
    }
    case 'AssessmentQuoted': {
      const { loanId, assessmentHash, assessment } = event.args
      const { modelHash, pd12Months, pdLife, issuedAt, expiresAt } = assessment
      books.quotes.set(loanId, {
        ...{ assessmentHash, modelHash, pd12Months, pdLife, issuedAt, expiresAt },
        grade: nameOf(GRADES, assessment.grade, 'Grade'),
        reasons: unpackReasons(assessment.reasons),
      })
      return
    }
    case 'InstalmentsRecorded':
      for (const key of Object.keys(record.instalments) as (keyof typeof record.instalments)[])
        record.instalments[key] += event.args.instalments[key]
      return
  }
}
