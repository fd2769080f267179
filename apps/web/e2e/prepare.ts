import type { TestProject } from 'vitest/node'
import { runPlatform, temporaryFolder } from './platform.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Data folder of a platform that built the demonstration and was stopped; empty if one is running elsewhere. */
    readonly preparedData: string
  }
}

/**
 * Builds the demonstration once for all files of stories, which take most of a minute each to build their own: each goes on
 * from a copy, as a platform does that is started again.
 */
export default async function prepare(project: TestProject): Promise<(() => void) | undefined> {
  if (process.env.HURONG_ORIGIN) {
    project.provide('preparedData', '')
    return
  }
  const { dataFolder, remove } = temporaryFolder()
  try {
    const { stop } = await runPlatform(dataFolder)
    await stop()
  } catch (error) {
    remove()
    throw error
  }
  project.provide('preparedData', dataFolder)
  return remove
}
