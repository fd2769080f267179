import type { Address } from 'viem'
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

const noteIssued = (books: Books, participantId: number, issuedAt: number): void => {
  const newest = books.newestIssuedAt.get(participantId) ?? 0
  books.newestIssuedAt.set(participantId, Math.max(newest, issuedAt))
}

const replayWithoutLoan = (books: Books, event: WithoutLoan): void => {
  if (event.name === 'SecondSignatureAboveSet')
    books.secondSignatures.set(event.args.currency.toLowerCase() as Address, event.args.principal)
  if (event.name === 'AssessmentPublished')
    noteIssued(books, event.args.participantId, event.args.assessment.issuedAt)
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
    replayWithoutLoan(books, event)
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
      noteIssued(books, event.args.participantId, issuedAt)
      books.quotes.set(loanId, {
        ...{ assessmentHash, modelHash, pd12Months, pdLife, issuedAt, expiresAt },
        grade: nameOf(GRADES, assessment.grade, 'Grade'),
        reasons: unpackReasons(assessment.reasons),
      })
      return
    }
    case 'InstalmentsRecorded':
      for (const key of Object.keys(record.instalments) as (keyof typeof record.instalments)[]) {
        const told = event.args.instalments[key]
        if (loan !== undefined)
          expectEqual(books, event, `instalments ${key} on the record`, loan.instalments[key], told)
        record.instalments[key] += told
      }
      return
  }
}
