import { assess, commitmentOf, fieldsOf, modelText, type SaltedFields, salted } from '@hurong/scoring/explain'
import { expect, test } from 'vitest'
import { champion } from '../credit/champion.ts'
import { compareAssessment, readSaltedFields, type Told } from './compare.ts'

const { content, hash } = champion()
const modelFile = modelText(content)
const issuedAt = 1_700_000_000
const cells = { loan_amnt: '5000', term: '36', annual_inc: '60000', dti: '8', addr_state: 'CA' }
const fields: SaltedFields = salted(fieldsOf(content.schema, cells))
const score = assess(content, cells, Math.floor(issuedAt / 86_400))
const told: Told = {
  grade: score.grade,
  pd12Months: score.pd12,
  pdLife: score.pdLifetime,
  modelHash: hash,
  inputsRoot: commitmentOf(fields),
  reasons: score.reasons.map(({ code }) => code),
  issuedAt,
}
const differing = (given: SaltedFields, of: Told) =>
  compareAssessment(modelFile, 'model.json', given, of).flatMap(({ what, equal }) => (equal ? [] : [what]))

test('what was assessed is made anew, and every part is equal', () => {
  expect(differing(fields, told)).toEqual([])
})

test('a part that differs is named, and no other', () => {
  expect(differing(fields, { ...told, pdLife: told.pdLife + 1 })).toEqual(['PD over life, millionths'])
  expect(differing(fields, { ...told, reasons: [] })).toEqual(['reasons'])
})

test('another income than the one committed to differs in the commitment and in what follows', () => {
  const income = fields.annual_inc
  if (income === undefined) throw new Error('The champion reads an income.')
  const other = differing({ ...fields, annual_inc: { ...income, value: '9000' } }, told)
  expect(other).toContain('inputs')
  expect(other).toContain('PD over life, millionths')
  expect(other).not.toContain('model')
})

test('a model file that was edited is refused by name', () => {
  const edited = modelFile.replace('"intercept":-', '"intercept":')
  expect(edited).not.toBe(modelFile)
  expect(() => compareAssessment(edited, 'model.json', fields, told)).toThrow(/model\.json/)
})

test('inputs are read as they were given, and as the demonstration answers them; anything else is a sentence', () => {
  expect(readSaltedFields(JSON.stringify(fields), 'a.json')).toEqual(fields)
  expect(readSaltedFields(JSON.stringify({ saltedFields: fields }), 'a.json')).toEqual(fields)
  expect(() => readSaltedFields('{', 'a.json')).toThrow(/a\.json is no JSON/)
  expect(() => readSaltedFields('{"annual_inc":"48000"}', 'a.json')).toThrow(
    /a\.json is no list of salted fields/,
  )
})
