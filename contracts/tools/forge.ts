import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the repository, which is forge's root too (foundry.toml says why). */
export const repositoryFolder = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/** The folder of the contracts. */
export const contractsFolder = join(repositoryFolder, 'contracts')

/**
 * The forge binary of this platform, out of the npm package that carries it.
 * @throws if the package was not installed: npm ran on another platform, or the platform has no such package.
 */
export const forgeBinary = (): string => {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  const name = `@foundry-rs/forge-${process.platform}-${arch}`
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    const binary = join(folder, 'bin', process.platform === 'win32' ? 'forge.exe' : 'forge')
    if (existsSync(binary)) return binary
  } catch {
    // Said below, together with the case of a package without its binary.
  }
  throw new Error(
    `forge for ${process.platform}-${process.arch} is missing: run npm ci on this machine (${name}).`,
  )
}

/**
 * The environment forge runs in: the compiler script needs this Node first in the path, and Windows cannot execute a
 * script by its first line.
 */
export const forgeEnvironment = (): NodeJS.ProcessEnv => {
  const environment: NodeJS.ProcessEnv = { ...process.env }
  const pathKey = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const separator = process.platform === 'win32' ? ';' : ':'
  environment[pathKey] = `${dirname(process.execPath)}${separator}${environment[pathKey] ?? ''}`
  environment.FOUNDRY_CONFIG = join(contractsFolder, 'foundry.toml')
  environment.FOUNDRY_DISABLE_NIGHTLY_WARNING = '1'
  if (process.platform === 'win32') environment.FOUNDRY_SOLC = join(contractsFolder, 'tools', 'solc.cmd')
  return environment
}

/** The arguments for forge with its root put behind the subcommand, where forge takes it. */
export const forgeArguments = (args: readonly string[]): string[] => {
  const [command, ...rest] = args
  if (command === undefined || command.startsWith('-')) return [...args]
  return [command, '--root', repositoryFolder, ...rest]
}

/** Runs forge on the terminal and gives its exit code; a signal counts as a failure. */
export const runForge = (args: readonly string[]): Promise<number> =>
  new Promise((resolveCode, reject) => {
    const child = spawn(forgeBinary(), forgeArguments(args), {
      cwd: repositoryFolder,
      env: forgeEnvironment(),
      stdio: 'inherit',
    })
    child.once('error', reject)
    child.once('exit', (code) => resolveCode(code ?? 1))
  })

if (import.meta.main) process.exitCode = await runForge(process.argv.slice(2))
