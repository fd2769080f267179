import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { contractsFolder, repositoryFolder } from './forge.ts'

const inputs = ['src', 'tools', 'foundry.toml', 'package.json']

const filesBelow = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesBelow(join(path, name)))
    : [path]

/**
 * A hash over everything the generated files depend on: the contracts, the compiler's settings, the tools here and
 * the pinned packages. Line ends are evened out, so that a Windows checkout gives the same stamp.
 */
export const contractsStamp = (): string => {
  const hash = createHash('sha256')
  for (const path of inputs.flatMap((name) => filesBelow(join(contractsFolder, name)))) {
    hash.update(relative(repositoryFolder, path).split(sep).join('/'))
    hash.update('\0')
    hash.update(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'))
    hash.update('\0')
  }
  return hash.digest('hex')
}
