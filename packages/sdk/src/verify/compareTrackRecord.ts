import { type ForetoldLoan, trackRecordOf } from '../credit/index.ts'
import { GRADES } from '../record/index.ts'
import { type Difference, differences } from './difference.ts'
import type { Query } from './openRows.ts'
import type { Source } from './rows/table.ts'

type ByModel = Map<string, ForetoldLoan[]>

const add = (all: ByModel, modelHash: string, loan: ForetoldLoan): void => {
  const own = all.get(modelHash.toLowerCase())
  if (own === undefined) all.set(modelHash.toLowerCase(), [loan])
  else own.push(loan)
}

/** Numbers of `CreditRecord`'s outcomes that end a loan well; every other one follows a default. */
const outcomes = ['running', 'repaid', 'defaulted', 'defaulted', 'defaulted'] as const

/** What was foretold of drawn loans and what came of it, from the events alone. */
const foretoldByEvents = ({ events }: Source): ByModel => {
  const quotes = new Map<bigint, { modelHash: string; grade: number; pdLife: number }>()
  const drawn = new Map<bigint, number>()
  const outcome = new Map<bigint, ForetoldLoan['outcome']>()
  for (const event of events) {
    if (event.contract !== 'creditRecord') continue
    if (event.name === 'AssessmentQuoted') quotes.set(event.args.loanId, event.args.assessment)
    if (event.name === 'LoanOpened') drawn.set(event.args.loanId, event.time)
    if (event.name === 'OutcomeRecorded')
      outcome.set(event.args.loanId, outcomes[event.args.outcome] ?? 'running')
  }
  const all: ByModel = new Map()
  for (const [loanId, drawnAt] of drawn) {
    const quote = quotes.get(loanId)
    const grade = GRADES[quote?.grade ?? -1]
    if (quote === undefined || grade === undefined) continue
    add(all, quote.modelHash, {
      grade,
      pdLife: quote.pdLife,
      drawnAt,
      outcome: outcome.get(loanId) ?? 'running',
    })
  }
  return all
}

/** The same from the rows that the API tells it from. */
const foretoldByRows = async (query: Query): Promise<ByModel> => {
  const rows = await query(
    'select model_hash, grade, pd_life, loans.drawn_at, repaid, defaulted from loans join records on records.loan_id = loans.loan_id where model_hash is not null and loans.drawn_at is not null',
  )
  const all: ByModel = new Map()
  for (const row of rows) {
    const grade = GRADES[Number(row.grade)]
    if (grade === undefined) continue
    const ended = row.repaid === true ? 'repaid' : 'running'
    const outcome = row.defaulted === true ? 'defaulted' : ended
    add(all, String(row.model_hash), {
      grade,
      pdLife: Number(row.pd_life),
      drawnAt: Number(row.drawn_at),
      outcome,
    })
  }
  return all
}

const linesOf = (loans: readonly ForetoldLoan[]) => {
  const { trackRecord, totals } = trackRecordOf(loans)
  return new Map([...trackRecord, ...totals].map((line) => [`${line.grade} ${line.vintage ?? 'all'}`, line]))
}

/** Compares every model's track record as the API tells it with what the events say. @returns how many lines there are. */
export const compareTrackRecord = async (query: Query, source: Source): Promise<[number, Difference[]]> => {
  const told = foretoldByEvents(source)
  const found = await foretoldByRows(query)
  let lines = 0
  const differing: Difference[] = []
  for (const modelHash of new Set([...told.keys(), ...found.keys()])) {
    const wanted = linesOf(told.get(modelHash) ?? [])
    const stored = linesOf(found.get(modelHash) ?? [])
    for (const name of new Set([...wanted.keys(), ...stored.keys()])) {
      lines += 1
      const where = `track record of model ${modelHash}, ${name}`
      differing.push(...differences(where, { ...wanted.get(name) }, { ...stored.get(name) }))
    }
  }
  return [lines, differing]
}
