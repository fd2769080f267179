import { expect, test } from 'vitest'
import { shownSplit } from './shownSplit.ts'

test('what is shown adds up: the last part is what the others leave', () => {
  // 208.955 and 179.705 are 388.66; each alone rounds up.
  expect(shownSplit([208_955_000n, 179_705_000n], 6)).toEqual({
    whole: 388_660_000n,
    parts: [208_960_000n, 179_700_000n],
  })
})

test('nothing is shown below nothing, and a currency without cents stays as it is', () => {
  expect(shownSplit([5_000n, 5_000n, 1n], 6).parts.at(-1)).toBe(0n)
  expect(shownSplit([3n, 4n], 0)).toEqual({ whole: 7n, parts: [3n, 4n] })
})
