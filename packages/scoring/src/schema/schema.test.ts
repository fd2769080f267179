import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { applicationColumns } from './definition.ts'
import { readSchema } from './read.ts'
import { schemaForm } from './validate.ts'

const folder = new URL('../../schemas/', import.meta.url)
const text = readFileSync(new URL('lendingclub-2007-2010.json', folder), 'utf8')

// A schema as JSON.parse gives it, open to every mistake.
type Changed = ReturnType<typeof JSON.parse>
/** Why the shipped schema is refused once it is changed. */
const refusal = (change: (schema: Changed) => void): string => {
  const schema = JSON.parse(text)
  change(schema)
  try {
    readSchema(JSON.stringify(schema), 'tape.json')
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
    return (error as Error).message
  }
  return 'accepted'
}

describe('the schema of the tape', () => {
  test('is accepted, and no column set by the lender or known afterwards is among what it reads', () => {
    const columns = applicationColumns(readSchema(text, 'tape.json'))
    expect(columns).toContain('annual_inc')
    for (const column of ['int_rate', 'grade', 'sub_grade', 'installment', 'total_pymnt', 'loan_status'])
      expect(columns).not.toContain(column)
  })

  test('says of every column of the tape what it is', () => {
    const header = readFileSync(new URL('../../../tape/data/lendingclub-sample.csv', import.meta.url), 'utf8')
    const schema = readSchema(text, 'tape.json')
    expect(Object.keys(schema.columns).toSorted()).toEqual(header.split('\n')[0]?.split(',').toSorted())
  })

  test('has its JSON Schema beside it, as the program checks it', () => {
    const written = JSON.parse(readFileSync(new URL('schema.schema.json', folder), 'utf8'))
    expect(written).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(schemaForm, { io: 'input' }))))
  })
})

describe('a schema that leaks is refused, naming file and field', () => {
  test('the outcome as an input', () => {
    const said = refusal((schema) => {
      schema.inputs[2].from = { column: 'loan_status' }
    })
    expect(said).toBe(
      'The schema tape.json is refused at inputs[2].from: input income reads loan_status, which is the outcome itself: ' +
        'a model that reads it leaks.',
    )
  })

  test('the outcome as an input, even when its column is called an application column', () => {
    const said = refusal((schema) => {
      schema.columns.loan_status.role = 'application'
      schema.inputs[2].from = { column: 'loan_status' }
    })
    expect(said).toContain('inputs[2].from: input income reads loan_status, which is the outcome itself')
  })

  test.each([
    [
      'known afterwards',
      { ratio: [{ column: 'total_pymnt' }, { column: 'loan_amnt' }] },
      'total_pymnt, which is known only after',
    ],
    [
      'dates known afterwards',
      { months: { from: 'issue_d', to: 'last_pymnt_d' } },
      'last_pymnt_d, which is known only after',
    ],
    [
      'the presence of what is known afterwards',
      { present: 'last_pymnt_d' },
      'last_pymnt_d, which is known only after',
    ],
    [
      'deep in a formula',
      { log1p: { sum: [{ column: 'dti' }, { product: [{ column: 'recoveries' }] }] } },
      'recoveries, which is known only after',
    ],
    ['the price', { column: 'int_rate' }, 'int_rate, which was set by the lender'],
    ['the number of the loan', { textLength: 'loan_id' }, 'loan_id, which only numbers the loan'],
    ['a column left out on purpose', { present: 'zip_code' }, 'zip_code, which is left out by the schema'],
  ])('%s', (_, from, reason) => {
    const said = refusal((schema) => {
      schema.inputs[0].from = from
    })
    expect(said).toContain(`refused at inputs[0].from: input amount reads ${reason}`)
  })
})

test('a column kept to measure fairness is refused as an input', () => {
  const said = refusal((schema) => {
    schema.columns.addr_state.role = 'group'
  })
  expect(said).toContain('reads addr_state, which is kept to measure fairness: a model must not read it')
})

describe('a schema with a mistake is refused, naming file and field', () => {
  const cases: [string, (schema: Changed) => void, string][] = [
    ['a field that does not exist', (s) => Object.assign(s, { colour: 1 }), 'wrong at the whole'],
    [
      'a role that does not exist',
      (s) => Object.assign(s.columns.dti, { role: 'magic' }),
      'wrong at columns.dti.role',
    ],
    [
      'a column that does not exist',
      (s) => Object.assign(s.inputs[0], { from: { column: 'salary' } }),
      'refused at inputs[0].from: column salary is not among',
    ],
    [
      'two inputs of one name',
      (s) => Object.assign(s.inputs[1], { name: 'amount' }),
      'refused at inputs[1].name: amount stands there twice',
    ],
    [
      'two reasons of one code',
      (s) => Object.assign(s.inputs[1].reason, { code: 1 }),
      'refused at inputs[1].reason.code: 1 is already the code of amount',
    ],
    [
      'no date of issue',
      (s) => Object.assign(s.columns.issue_d, { role: 'afterwards' }),
      'refused at inputs',
    ],
    [
      'two dates of issue',
      (s) => Object.assign(s.columns.last_pymnt_d, { role: 'issueDate' }),
      'refused at columns: 2 columns',
    ],
    [
      'a span between two texts',
      (s) => Object.assign(s.inputs[0], { from: { days: { from: 'purpose', to: 'issue_d' } } }),
      'column purpose must have the type date',
    ],
    [
      'a sentence without its Chinese',
      (s) => {
        delete s.inputs[0].label.zh
      },
      'wrong at inputs[0].label.zh',
    ],
    [
      'a clamp upside down',
      (s) => Object.assign(s.inputs[2], { min: 9, max: 8 }),
      'refused at inputs[2].min: 9 lies above max, 8',
    ],
  ]
  test.each(cases)('%s', (_, change, reason) => {
    expect(refusal(change)).toContain(reason)
  })

  test('a file that is no JSON', () => {
    expect(() => readSchema('{"format":', 'tape.json')).toThrow(/The schema tape\.json is no JSON/)
  })
})
