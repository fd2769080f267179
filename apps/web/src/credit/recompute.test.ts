import { readFileSync } from 'node:fs'
import { fieldsOf, readModel, type SaltedFields, salted } from '@hurong/scoring/explain'
import { expect, test } from 'vitest'
import { comparedParts, computeHere, isEqual, type OnChain, readSaltedFields } from './recompute.ts'

const text = readFileSync(
  new URL('../../../../packages/scoring/models/lendingclub-2009.json', import.meta.url),
  'utf8',
)
const { content, hash } = readModel(text, 'model.json')
const fields = salted(
  fieldsOf(content.schema, {
    loan_amnt: '12000',
    term: '36',
    annual_inc: '45000',
    dti: '18.5',
    home_ownership: 'RENT',
    inq_last_6mths: '2',
    issue_d: '2026-11-01',
    earliest_cr_line: '2015-03-01',
  }),
)
const issuedAt = Date.UTC(2026, 10, 2) / 1_000
const chainOf = (from: ReturnType<typeof computeHere>): OnChain => ({
  ...(from.parts as unknown as Omit<OnChain, 'issuedAt'>),
  issuedAt,
})

test('the same file and the same fields make the same assessment, part by part', () => {
  const computed = computeHere(text, fields, issuedAt)
  const chain = chainOf(computeHere(text, fields, issuedAt))
  expect(computed.parts.modelHash).toBe(hash)
  expect(comparedParts.filter((part) => !isEqual(computed, chain, part))).toEqual([])
})

test('another income makes another commitment and another probability, and both are told', () => {
  const told = chainOf(computeHere(text, fields, issuedAt))
  const other: SaltedFields = {
    ...fields,
    annual_inc: { value: '9000', salt: fields.annual_inc?.salt ?? '0x' },
  }
  const computed = computeHere(text, other, issuedAt)
  expect(isEqual(computed, told, 'inputsRoot')).toBe(false)
  expect(isEqual(computed, told, 'pdLife')).toBe(false)
  expect(isEqual(computed, told, 'modelHash')).toBe(true)
})

test('a model file changed by one byte is refused', () => {
  expect(() => computeHere(text.replace('"seed":1', '"seed":2'), fields, issuedAt)).toThrow(/was changed/)
})

test('a file is read only if it holds fields with value and salt', () => {
  expect(readSaltedFields(JSON.stringify(fields))).toEqual(fields)
  expect(readSaltedFields('{')).toBe('notJson')
  expect(readSaltedFields('[]')).toBe('notFields')
  expect(readSaltedFields('{"annual_inc":"9000"}')).toBe('notFields')
  expect(readSaltedFields('{"annual_inc":{"value":"9000","salt":"0x12"}}')).toBe('notFields')
})
