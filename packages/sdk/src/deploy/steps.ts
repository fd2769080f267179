/** One thing a deployment consists of. */
export interface DeployStep {
  readonly name: string
  /** Whether the chain has it already. */
  readonly isDone: () => Promise<boolean>
  readonly perform: () => Promise<unknown>
}

/** What became of a step. */
export interface StepReport {
  readonly name: string
  readonly index: number
  readonly count: number
  readonly outcome: 'already there' | 'done'
}

/** Performs what is not there yet, in order. @returns how many steps had to be performed. */
export const runSteps = async (
  steps: readonly DeployStep[],
  onStep: (report: StepReport) => void,
): Promise<number> => {
  let performed = 0
  for (const [place, step] of steps.entries()) {
    const there = await step.isDone()
    if (!there) {
      await step.perform()
      performed++
    }
    const outcome = there ? 'already there' : 'done'
    onStep({ name: step.name, index: place + 1, count: steps.length, outcome })
  }
  return performed
}
