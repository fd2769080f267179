import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { forgeBinary, forgeEnvironment } from '../tools/forge.ts'

/** Runs forge on a copy of the repository and says nothing. @returns its exit code; a signal counts as a failure. */
export const runForgeIn = (root: string, [command, ...rest]: readonly string[]): Promise<number> =>
  new Promise((settle, reject) => {
    const env = { ...forgeEnvironment(), FOUNDRY_CONFIG: join(root, 'contracts', 'foundry.toml') }
    const child = spawn(forgeBinary(), [command ?? 'test', '--root', root, ...rest], {
      cwd: root,
      env,
      stdio: 'ignore',
    })
    child.once('error', reject)
    child.once('exit', (code) => settle(code ?? 1))
  })
