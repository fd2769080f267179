import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageScript, runScript } from '../run-script.ts'
import type { Counts } from './stage.ts'

type VitestResults = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  success: boolean
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

/** Counts what Vitest's JSON says; a file that failed without a failed test, because it did not load, counts as one. */
export const countVitest = (json: string): Counts => {
  const results = JSON.parse(json) as VitestResults
  const broken = results.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken.length,
    skipped: results.numPendingTests + results.numTodoTests,
  }
}

/** Runs a project of vitest.config.ts. @throws if Vitest failed on something other than a test. */
export const testProject = async (project: string): Promise<Counts> => {
  const folder = mkdtempSync(join(tmpdir(), 'hurong-tests-'))
  try {
    const file = join(folder, 'results.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const { code } = await runScript(
      packageScript('vitest', 'vitest'),
      ['run', '--project', project, ...reporters],
      (part) => void process.stdout.write(part),
    )
    const counts = countVitest(readFileSync(file, 'utf8'))
    if (code !== 0 && counts.failed === 0) throw new Error(`Vitest ended with ${code}, but no test failed.`)
    return counts
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
