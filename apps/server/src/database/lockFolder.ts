import { FolderInUse, lockFolder as lock } from '@hurong/sdk/node'
import { DatabaseProblem } from './problem.ts'

/**
 * Takes a database folder for this process alone, by the lock that who verifies takes it by.
 * @returns what gives it back.
 * @throws DatabaseProblem naming the process that holds it.
 */
export const lockFolder = (folder: string): (() => void) => {
  try {
    return lock(folder)
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    throw new DatabaseProblem(
      `The database folder ${folder} is in use by process ${error.pid}. Stop that program, or choose another data folder.`,
    )
  }
}
