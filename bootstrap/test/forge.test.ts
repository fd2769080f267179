import { expect, test } from 'vitest'
import { countForge } from './forge.ts'

const outcome = (status: string, reason: string | null = null) => ({ status, reason, counterexample: null })

test("forge's tests are counted over all contracts and each failure is told with its reason", () => {
  const json = JSON.stringify({
    'contracts/test/A.t.sol:ATest': {
      test_results: {
        'test_a()': outcome('Success'),
        'test_b()': outcome('Failure', 'assertion failed: 1 != 2'),
      },
    },
    'contracts/test/B.t.sol:BTest': {
      test_results: { 'test_c()': outcome('Success'), 'test_d()': outcome('Skipped') },
    },
  })
  const lines: string[] = []
  expect(countForge(json, (line) => lines.push(line))).toEqual({ passed: 2, failed: 1, skipped: 1 })
  expect(lines).toEqual([
    '✗ contracts/test/A.t.sol:ATest: 1 of 2',
    '  ✗ test_b(): assertion failed: 1 != 2',
    '✓ contracts/test/B.t.sol:BTest: 1 of 2',
  ])
})
