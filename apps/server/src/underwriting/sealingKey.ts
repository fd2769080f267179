import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A key that seals: the one given, or that of the data folder, where one is made for its owner's eyes alone.
 * @param file Its name there; each use has a key of its own.
 * @returns undefined where there is neither; what it would seal is then not taken.
 */
export const sealingKeyOf = (
  given: `0x${string}` | undefined,
  dataDir: string | undefined,
  file = 'applications.key',
): `0x${string}` | undefined => {
  if (given !== undefined) return given
  if (dataDir === undefined) return undefined
  const path = join(dataDir, file)
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true })
    const made = `${path}.${process.pid}`
    writeFileSync(made, `0x${randomBytes(32).toString('hex')}`, { mode: 0o600 })
    try {
      // A link appears whole or not at all, and never over the key of another process.
      linkSync(made, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(made)
    }
  }
  return readFileSync(path, 'utf8').trim() as `0x${string}`
}
