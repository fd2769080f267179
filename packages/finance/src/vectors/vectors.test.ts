import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { VECTORS_FOLDER, vectorFiles } from './files.ts'

const files = vectorFiles()

describe('the shared vectors', () => {
  test.each([...files.keys()])(
    '%s is what the generator writes: run `npm run vectors -w @hurong/finance`',
    (name) => {
      // Compared as a whole: a diff of a hundred kilobytes helps nobody.
      const committed = readFileSync(new URL(name, VECTORS_FOLDER), 'utf8')
      expect(committed === files.get(name)).toBe(true)
    },
  )

  test('are thousands of cases, at most 2,000 rows a file and 1.5 MB in all', () => {
    const rows = [...files.values()].map((text) => Object.values<string[]>(JSON.parse(text))[0]?.length ?? 0)
    expect(rows.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5_000)
    expect(Math.max(...rows)).toBeLessThanOrEqual(2_000)
    expect([...files.values()].join('').length).toBeLessThan(1_500_000)
  })
})
