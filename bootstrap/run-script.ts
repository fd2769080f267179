import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the repository. */
export const root = resolve(fileURLToPath(new URL('..', import.meta.url)))

/** The script behind a command of an installed package, so that it runs on this Node and without a shell. */
export const packageScript = (name: string, command: string): string => {
  const folder = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>
  }
  const file = typeof bin === 'string' ? bin : bin[command]
  if (file === undefined) throw new Error(`${name} has no command ${command}.`)
  return join(folder, file)
}

/** What a script said and how it ended. */
export type Ended = { readonly code: number; readonly output: string }

/**
 * Runs a script on this Node, in the root of the repository.
 * @param watch told each part of what it says on standard output; standard error goes to the terminal.
 */
export const runScript = (
  file: string,
  args: readonly string[],
  watch?: (part: string) => void,
): Promise<Ended> => runProgram(process.execPath, [file, ...args], process.env, watch)

/** As `runScript`, for any program. */
export const runProgram = (
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  watch?: (part: string) => void,
): Promise<Ended> =>
  new Promise((settle, reject) => {
    // What it says comes through a pipe; whether to colour it is told by where it ends up.
    const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }
    const child = spawn(program, args, {
      cwd: root,
      env: { ...colours, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const parts: string[] = []
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      parts.push(part)
      watch?.(part)
    })
    child.once('error', reject)
    child.once('close', (code) => settle({ code: code ?? 1, output: parts.join('') }))
  })
