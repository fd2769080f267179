/** What a stage of the tests came to. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

/** One part of `npm test`. */
export type Stage = {
  readonly name: string
  /** Whether it holds tests; one that holds some and ran none has failed. */
  readonly tests: boolean
  /** Rejects if it could not be run at all, which counts as a failure. */
  readonly run: () => Promise<Counts>
}

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0 }

/** The last line of the tests. */
export const countLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

const runStage = async ({ name, tests, run }: Stage, print: (line: string) => void): Promise<Counts> => {
  try {
    const counts = await run()
    if (!tests || counts.passed + counts.failed > 0) return counts
    print(`${name}: no test ran.`)
    return { ...counts, failed: 1 }
  } catch (error) {
    print(`${name}: could not be run. ${error instanceof Error ? error.message : String(error)}`)
    return { ...noTests, failed: 1 }
  }
}

/** Runs all stages, whatever becomes of one, and sums them up. */
export const runStages = async (stages: readonly Stage[], print: (line: string) => void): Promise<Counts> => {
  let sum = noTests
  for (const [index, stage] of stages.entries()) {
    const started = performance.now()
    print(`\n━━ ${index + 1} of ${stages.length}: ${stage.name}`)
    const { passed, failed, skipped } = await runStage(stage, print)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    print(`━━ ${stage.name}: ${countLine({ passed, failed, skipped })} (${seconds} s)`)
    sum = { passed: sum.passed + passed, failed: sum.failed + failed, skipped: sum.skipped + skipped }
  }
  return sum
}
