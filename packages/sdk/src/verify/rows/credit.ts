import { columns, eventIdOf, type Figures, keyOf, type Source, type Table } from './table.ts'

const models = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events) {
    if (event.contract !== 'creditRecord') continue
    if (event.name === 'ModelAnnounced') {
      const { modelHash, ...model } = event.args
      rows.set(keyOf(modelHash), { ...columns(model), retired_at: null })
    }
    if (event.name !== 'ModelRetired') continue
    const row = rows.get(keyOf(event.args.modelHash))
    if (row !== undefined) row.retired_at = event.args.retiredAt
  }
  return rows
}

const assessments = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events) {
    if (event.contract !== 'creditRecord') continue
    if (event.name !== 'AssessmentQuoted' && event.name !== 'AssessmentPublished') continue
    const { assessmentHash, assessment, signers } = event.args
    rows.set(keyOf(eventIdOf(event)), {
      ...columns({ ...assessment }),
      assessment_hash: assessmentHash,
      loan_id: event.name === 'AssessmentQuoted' ? event.args.loanId : null,
      signers: signers.join(',').toLowerCase(),
    })
  }
  return rows
}

const secondSignatures = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events)
    if (event.contract === 'creditRecord' && event.name === 'SecondSignatureAboveSet')
      rows.set(keyOf(event.args.currency), { above: event.args.principal })
  return rows
}

/** Credit models, and what was said by them. */
export const creditTables: readonly Table[] = [
  { name: 'models', keys: ['model_hash'], expected: models },
  { name: 'assessments', keys: ['id'], expected: assessments },
  { name: 'second_signatures', keys: ['currency'], expected: secondSignatures },
]
