import { expect, test } from 'vitest'
import { purposeOfWord } from './purposes.ts'

test('a purpose a tape spells its own way is the one the platform names', () => {
  expect(purposeOfWord('debt_consolidation')).toBe('debtConsolidation')
  expect(purposeOfWord('educational')).toBe('education')
  expect(purposeOfWord('car')).toBe('car')
  expect(purposeOfWord('yacht')).toBeUndefined()
})
