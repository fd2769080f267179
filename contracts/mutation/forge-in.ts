import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { forgeBinary, forgeEnvironment } from '../tools/forge.ts'

/** How forge ended. */
export type ForgeEnd = 'passed' | 'failed' | 'does not compile' | 'took too long'

/** Tests that are linked when they run are not compiled anew for a change of what they test. */
const quick = { FOUNDRY_DYNAMIC_TEST_LINKING: 'true' }

/**
 * Runs forge on a copy of the repository and says nothing.
 * @param within Milliseconds after which it is killed: a mutation may make a loop endless.
 */
export const runForgeIn = (
  root: string,
  [command, ...rest]: readonly string[],
  { environment = {}, within }: { environment?: NodeJS.ProcessEnv; within?: number | undefined } = {},
): Promise<ForgeEnd> =>
  new Promise((settle, reject) => {
    const env = {
      ...forgeEnvironment(),
      ...quick,
      ...environment,
      FOUNDRY_CONFIG: join(root, 'contracts', 'foundry.toml'),
    }
    const child = spawn(forgeBinary(), [command ?? 'test', '--root', root, ...rest], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let compiled = true
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => {
        if (/Compiler run failed|Compilation failed/.test(part)) compiled = false
      })
    let late = false
    const timer =
      within === undefined
        ? undefined
        : setTimeout(() => {
            late = true
            child.kill('SIGKILL')
          }, within)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      if (late) settle('took too long')
      else if (code === 0) settle('passed')
      else settle(compiled ? 'failed' : 'does not compile')
    })
  })
