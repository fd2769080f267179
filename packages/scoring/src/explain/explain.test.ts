import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modelText } from '../files/model.ts'
import { aModel, aModelContent, aSchema } from '../fixtures/model.ts'
import { levelName } from '../schema/definition.ts'
import { assess } from './assess.ts'
import { commitmentOf, salted } from './commitment.ts'
import { betterGrade, GRADE_BANDS, gradeOf } from './grade.ts'
import { improvements } from './improve.ts'
import { pointsTables } from './points.ts'
import { recompute } from './recompute.ts'

const content = aModelContent()
const average = { amount: '3000', income: '20000', term: '36', home: 'RENT' }

describe('a score', () => {
  test('is the sum of the points of each input, and its PD that of these points', () => {
    const score = assess(content, average)
    expect(score.contributions).toEqual([
      { input: 'amountToIncome', points: 0 },
      { input: 'term', points: 0 },
      { input: 'home', points: 1_000 },
    ])
    expect(score.points).toBe(-29_000)
    expect(score.pdLifetime).toBe(Math.round(1e6 / (1 + Math.exp(2.9))))
    expect(score.pd12).toBe(Math.round(1e6 * (1 - (1 - 1 / (1 + Math.exp(2.9))) ** 0.4)))
    expect(score.grade).toBe('B')
  })

  test('shares the points of a pair between its two inputs, and loses none', () => {
    const { points, contributions } = assess(content, { ...average, term: '60' })
    expect(contributions.map((one) => one.points)).toEqual([0, 5_000 + 401, 1_000 + 400])
    expect(points).toBe(-30_000 + contributions.reduce((sum, one) => sum + one.points, 0))
  })

  test('a field that cannot be read is named', () => {
    expect(() => assess(content, { ...average, income: '-1' })).toThrow(
      'The application cannot be read: income "-1" is negative.',
    )
  })

  test('the table shows every range, level and "not known" with its points', () => {
    const [ratio, , home] = pointsTables(aModel, aSchema)
    expect(ratio?.lines.map(({ values, points }) => [values, points])).toEqual([
      [{ from: null, to: 0.1 }, -9_000],
      [{ from: 0.1, to: 0.2 }, 0],
      [{ from: 0.2, to: 0.4 }, 6_000],
      [{ from: 0.4, to: null }, 15_000],
      [null, 4_000],
    ])
    expect(home?.lines.map(({ values }) => values)).toEqual([{ level: 'OWN' }, { level: 'RENT' }, null])
  })

  test('a level has the name the schema gives it, else that of the tape', () => {
    expect(levelName(aSchema, 'home', 'RENT')).toEqual({ en: 'Rented', zh: '租房' })
    expect(levelName(aSchema, 'home', 'OWN')).toEqual({ en: 'OWN', zh: 'OWN' })
  })
})

describe('grades', () => {
  test('follow each other without a gap, from nothing to certainty', () => {
    const bands = GRADE_BANDS.map(({ below }) => below)
    expect(bands).toEqual(bands.toSorted((a, b) => a - b))
    expect(GRADE_BANDS.map(({ grade }) => grade).join('')).toBe('ABCDEFG')
    expect([gradeOf(0), gradeOf(14_999), gradeOf(15_000), gradeOf(1_000_000)]).toEqual(['A', 'A', 'B', 'G'])
    expect([betterGrade('A'), betterGrade('G')]).toEqual([null, 'F'])
    expect(() => gradeOf(1_000_001)).toThrow(RangeError)
  })
})

describe('reasons', () => {
  test('are what costs most against the average loan, worst first, in both languages', () => {
    const { reasons } = assess(content, { amount: '9000', income: '20000', term: '60', home: 'RENT' })
    expect(reasons.map(({ code, points }) => [code, points])).toEqual([
      [1, 15_000],
      [2, 5_401],
      [3, 1_400],
    ])
    expect(reasons[0]).toMatchObject({ en: 'Amount over income speaks against it', zh: '金额与收入之比不利' })
  })

  test('say so when something is not known', () => {
    const { reasons } = assess(content, { ...average, income: '' })
    expect(reasons[0]).toMatchObject({
      code: 1,
      en: 'Not known: amount over income',
      zh: '缺少信息：金额与收入之比',
    })
  })

  test('are none where nothing speaks against the application', () => {
    expect(assess(content, { ...average, home: 'OWN' }).reasons).toEqual([])
  })
})

describe('what would improve the grade', () => {
  test('is the nearest value of each field that does it alone', () => {
    const cells = { amount: '5000', income: '20000', term: '36', home: 'RENT' }
    expect(assess(content, cells).grade).toBe('C')
    const found = improvements(content, cells)
    expect(found.map(({ grade, changes }) => [grade, changes])).toEqual([
      ['B', [{ field: 'amount', label: { en: 'amount', zh: '金额' }, from: 5_000, to: 3_900 }]],
    ])
  })

  test('reaches what it promises, and one step less does not', () => {
    const cell = fc.record({
      amount: fc.integer({ min: 500, max: 12_000 }).map(String),
      income: fc.integer({ min: 5_000, max: 60_000 }).map(String),
      term: fc.constantFrom('12', '24', '36', '48', '60'),
      home: fc.constantFrom('OWN', 'RENT', ''),
    })
    fc.assert(
      fc.property(cell, (cells) => {
        const before = assess(content, cells)
        for (const { grade, pd12, changes } of improvements(content, cells)) {
          const after = (less: number) =>
            assess(content, {
              ...cells,
              ...Object.fromEntries(
                changes.map(({ field, to }) => [field, String(to + (field === 'term' ? 12 : 100) * less)]),
              ),
            })
          expect(after(0)).toMatchObject({ grade, pd12 })
          expect(grade < before.grade).toBe(true)
          if (changes.length === 1) expect(after(1).grade >= before.grade).toBe(true)
        }
      }),
    )
  })

  test('takes two fields together where none does it alone', () => {
    const limited = (column: string, limit: number) => {
      const definition = aSchema.columns[column]
      if (!definition?.change) throw new Error(`${column} can be changed.`)
      return { [column]: { ...definition, change: { ...definition.change, limit } } }
    }
    const columns = { ...aSchema.columns, ...limited('amount', 7_500), ...limited('term', 36) }
    const narrow = aModelContent({ schema: { ...aSchema, columns }, hazard: [{ term: 60, first12: 1 }] })
    const cells = { amount: '9000', income: '20000', term: '60', home: 'RENT' }
    const [together, ...more] = improvements(narrow, cells)
    expect(more).toEqual([])
    expect(together?.changes.map(({ field, to }) => [field, to])).toEqual([
      ['amount', 7_900],
      ['term', 36],
    ])
  })

  test('is nothing for the best grade', () => {
    expect(improvements(content, { amount: '500', income: '20000', term: '12', home: 'OWN' })).toEqual([])
  })
})

describe('an assessment made anew', () => {
  const fields = salted(average)
  const model = modelText(content)

  test('gives the same score, and the commitment to what was said', () => {
    const again = recompute(model, 'small.json', fields)
    expect(again).toMatchObject(assess(content, average))
    expect(again.commitment).toBe(commitmentOf(fields))
    expect(again.modelHash).toBe(JSON.parse(model).hash)
  })

  test('another word or another salt gives another commitment', () => {
    const { home, ...rest } = fields
    if (!home) throw new Error('The field home is salted.')
    const { commitment } = recompute(model, 'small.json', fields)
    for (const other of [
      { ...home, value: 'OWN' },
      { ...home, salt: `0x${'00'.repeat(32)}` as const },
    ])
      expect(recompute(model, 'small.json', { ...rest, home: other }).commitment).not.toBe(commitment)
  })

  test('a field too few or too many is named', () => {
    const { home, ...rest } = fields
    expect(() => recompute(model, 'small.json', rest)).toThrow('The application lacks the field home')
    expect(() => recompute(model, 'small.json', { ...fields, ...salted({ shoe: '43' }) })).toThrow(
      'The model reads no field shoe',
    )
    expect(home).toBeDefined()
  })
})
