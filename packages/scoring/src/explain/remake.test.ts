import { expect, test } from 'vitest'
import { modelText } from '../files/model.ts'
import { aModelContent } from '../fixtures/model.ts'
import { type SaltedFields, salted } from './commitment.ts'
import { differingParts, remake, saltedFieldsIn, type ToldOfAssessment } from './remake.ts'

const text = modelText(aModelContent())
const fields = salted({ amount: '3000', income: '20000', term: '36', home: 'RENT' })
const issuedAt = 1_790_000_000
const told: ToldOfAssessment = remake(text, 'small.json', fields, issuedAt).parts
const differing = (given: SaltedFields, of: ToldOfAssessment) =>
  differingParts(remake(text, 'small.json', given, issuedAt), of)

test('the same file and the same fields make the same assessment, part by part', () => {
  expect(told).toMatchObject({ grade: 'B', lossGivenDefault: 600_000 })
  expect(differing(fields, told)).toEqual([])
})

test('a part that differs is named, and no other', () => {
  expect(differing(fields, { ...told, pdLife: told.pdLife + 1 })).toEqual(['pdLife'])
  expect(differing(fields, { ...told, lossGivenDefault: 500_000 })).toEqual(['lossGivenDefault'])
  expect(differing(fields, { ...told, reasons: [] })).toEqual(['reasons'])
})

test('another income than the one committed to differs in the commitment and in what follows', () => {
  const income = { value: '6000', salt: fields.income?.salt ?? '0x' }
  const other = differing({ ...fields, income }, told)
  expect(other).toContain('inputsRoot')
  expect(other).toContain('pdLife')
  expect(other).not.toContain('modelHash')
})

test('a model file that was edited is refused by name', () => {
  const edited = text.replace('"seed":1', '"seed":2')
  expect(() => remake(edited, 'small.json', fields, issuedAt)).toThrow(/small\.json was changed/)
})

test('fields are read as they were given, and as a demonstration answers them; nothing else is', () => {
  expect(saltedFieldsIn(JSON.stringify(fields))).toEqual(fields)
  expect(saltedFieldsIn(JSON.stringify({ saltedFields: fields }))).toEqual(fields)
  expect(saltedFieldsIn('{')).toBe('notJson')
  for (const none of ['[]', 'null', '5', '{"income":"9000"}', '{"income":{"value":"9000","salt":"0x12"}}'])
    expect(saltedFieldsIn(none), none).toBe('notFields')
})
