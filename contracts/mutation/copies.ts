import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { contractsFolder, repositoryFolder } from '../tools/forge.ts'

const parts = ['src', 'test', 'tools', 'snapshots', 'foundry.toml', 'package.json']

/**
 * A copy of what forge needs, with whatever it compiled there before. A source that was left mutated by a kill is the
 * original again.
 * @returns its root.
 */
export const prepareCopy = (folder: string): string => {
  const contracts = join(folder, 'contracts')
  mkdirSync(contracts, { recursive: true })
  for (const name of parts) {
    rmSync(join(contracts, name), { recursive: true, force: true })
    const from = join(contractsFolder, name)
    if (existsSync(from)) cpSync(from, join(contracts, name), { recursive: true })
  }
  const packages = join(folder, 'node_modules')
  if (!existsSync(packages)) symlinkSync(join(repositoryFolder, 'node_modules'), packages, 'junction')
  return folder
}

/** Gives a copy what was compiled in another, so that each compiles only what its mutation touches. */
export const shareCompiled = (from: string, to: string): void => {
  for (const name of ['out', 'cache']) {
    rmSync(join(to, 'contracts', name), { recursive: true, force: true })
    cpSync(join(from, 'contracts', name), join(to, 'contracts', name), { recursive: true })
  }
}
