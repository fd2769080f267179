import { expect, test } from 'vitest'
import { createRandom } from '../history/random.ts'
import { split } from './split.ts'

test('nothing is left over, and nobody takes less than a ticket', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const random = createRandom(seed)
    const amount = BigInt(10 + random.below(90))
    const parts = split(amount, [3, 4, 5, 6], 10n, 1n, random)
    expect(parts.reduce((all, part) => all + part.amount, 0n)).toBe(amount)
    for (const part of parts) expect(part.amount).toBeGreaterThanOrEqual(10n)
  }
})
