import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { assess } from '../explain/assess.ts'
import { readModel } from '../files/model.ts'
import { wholeTape } from '../fixtures/whole-tape.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'score-committed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const committed = readFileSync(file('models/lendingclub-2009.json'), 'utf8')
const { content } = readModel(committed, 'lendingclub-2009.json')

describe('the champion in this package', () => {
  const tape = wholeTape()
  test.skipIf(!tape)(
    'is what training gives today, byte for byte (skipped where the tape is absent)',
    async () => {
      const out = join(folder, 'again.json')
      const quiet = { write: () => true }
      const { name, training } = content
      const dates = ['--from', training.from, '--before', '2010-01-01']
      const given = [
        '--schema',
        file('schemas/lendingclub-2007-2010.json'),
        '--tape',
        tape ?? '',
        '--name',
        name,
      ]
      expect(await run(['train', ...given, ...dates, '--out', out], { out: quiet, err: quiet })).toBe(0)
      expect(readFileSync(out, 'utf8') === committed).toBe(true)
    },
  )

  test('carries the schema that lies beside it', () => {
    const { $schema: _, ...schema } = JSON.parse(
      readFileSync(file('schemas/lendingclub-2007-2010.json'), 'utf8'),
    )
    expect(content.schema).toEqual(schema)
  })

  const anyApplication = fc.record({
    loan_amnt: fc.integer({ min: 500, max: 25_000 }),
    term: fc.constantFrom(12, 24, 36, 48, 60),
    annual_inc: fc.integer({ min: 5_000, max: 200_000 }),
    dti: fc.integer({ min: 0, max: 3_000 }).map((hundredths) => hundredths / 100),
    inq_last_6mths: fc.nat({ max: 10 }),
    delinq_2yrs: fc.nat({ max: 5 }),
    revol_bal: fc.nat({ max: 100_000 }),
    revol_util: fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100),
    purpose: fc.constantFrom('car', 'debt_consolidation', 'small_business'),
    addr_state: fc.constantFrom('CA', 'NY', 'OH'),
  })
  const pdOf = (application: Readonly<Record<string, string | number>>) =>
    assess(content, {
      issue_d: '2010-01-01',
      earliest_cr_line: '2000-01-01',
      ...Object.fromEntries(Object.entries(application).map(([field, value]) => [field, String(value)])),
    }).pdLifetime

  test.each([
    ['loan_amnt', 1, 25_000],
    ['term', 12, 84],
    ['dti', 0.5, 60],
    ['inq_last_6mths', 1, 33],
    ['delinq_2yrs', 1, 20],
    ['revol_util', 0.01, 1.2],
  ] as const)('more of %s never helps', (field, step, most) => {
    fc.assert(
      fc.property(anyApplication, fc.integer({ min: 1, max: 40 }), (application, steps) => {
        const more = Math.min(most, application[field] + step * steps)
        expect(pdOf({ ...application, [field]: more })).toBeGreaterThanOrEqual(pdOf(application))
      }),
    )
  })

  test('more income never hurts', () => {
    fc.assert(
      fc.property(anyApplication, fc.integer({ min: 1, max: 100_000 }), (application, more) => {
        const richer = { ...application, annual_inc: application.annual_inc + more }
        expect(pdOf(richer)).toBeLessThanOrEqual(pdOf(application))
      }),
    )
  })
})
