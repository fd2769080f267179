import { expect, test } from 'vitest'
import { type Counts, countLine, noTests, runStages, type Stage } from './stage.ts'

const stage = (name: string, counts: Partial<Counts> | Error, tests = true): Stage => ({
  name,
  tests,
  run: async () => {
    if (counts instanceof Error) throw counts
    return { ...noTests, ...counts }
  },
})

const run = async (...stages: Stage[]) => {
  const lines: string[] = []
  const counts = await runStages(stages, (line) => lines.push(line))
  return { counts, lines }
}

test('the last line counts what passed and failed, and what was skipped only if anything was', () => {
  expect(countLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(countLine({ passed: 12, failed: 3, skipped: 4 })).toBe('12 passed, 3 failed, 4 skipped')
})

test('the counts of all stages are summed', async () => {
  const { counts } = await run(stage('a', { passed: 2, skipped: 1 }), stage('b', { passed: 3, failed: 1 }))
  expect(counts).toEqual({ passed: 5, failed: 1, skipped: 1 })
})

test('a stage that fails does not keep the next ones from running', async () => {
  const { counts, lines } = await run(stage('a', { failed: 1 }), stage('b', { passed: 1 }))
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 })
  expect(lines.filter((line) => line.startsWith('\n━━'))).toEqual(['\n━━ 1 of 2: a', '\n━━ 2 of 2: b'])
})

test('a stage that crashes counts as one failure, its reason is told and the next ones run', async () => {
  const { counts, lines } = await run(stage('a', new Error('no compiler')), stage('b', { passed: 1 }))
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 })
  expect(lines).toContain('a: could not be run. no compiler')
})

test('a stage that ran no tests counts as one failure', async () => {
  const { counts, lines } = await run(stage('a', { skipped: 3 }))
  expect(counts).toEqual({ passed: 0, failed: 1, skipped: 3 })
  expect(lines).toContain('a: no test ran.')
})

test('a stage without tests, such as lint, may pass and add nothing', async () => {
  const { counts } = await run(stage('lint', {}, false))
  expect(counts).toEqual(noTests)
})
