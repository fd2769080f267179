import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment } from './environment.mjs'
import { npmScript } from './npm.mjs'
import { runChild } from './run-child.mjs'
import { Refusal, step } from './say.mjs'

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/**
 * Whether npm has written down that it installed what the lock file says. Packages for other platforms are not there, and need
 * not be.
 * @param {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>} wanted
 * @param {Record<string, { version?: string }>} found
 */
export const isInstalled = (wanted, found) =>
  Object.entries(wanted).every(([path, { version, optional, devOptional, link }]) => {
    if (path === '' || !path.includes('node_modules/')) return true
    const there = found[path]
    if (there === undefined) return Boolean(optional || devOptional)
    return link === true || there.version === version
  })

/**
 * Installs the packages of the lock file unless they are there.
 * @param {string} root
 * @param {string} nodeBinary
 */
export const ensurePackages = async (root, nodeBinary) => {
  const lockFile = join(root, 'package-lock.json')
  const stampFile = join(root, 'node_modules', '.hurong-stamp')
  const stamp = createHash('sha256')
    .update(readFileSync(lockFile))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return

  const written = join(root, 'node_modules', '.package-lock.json')
  const there = existsSync(written) && isInstalled(readJson(lockFile).packages, readJson(written).packages)
  if (!there) {
    await step('Packages from npm', async () => {
      const args = [
        'ci',
        '--include=dev',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--loglevel',
        'error',
      ]
      const code = await runChild(nodeBinary, [npmScript(), ...args], {
        cwd: root,
        env: childEnvironment(nodeBinary),
        // What the program itself tells may go to another program.
        stdio: ['inherit', 2, 'inherit'],
      })
      if (code !== 0) {
        throw new Refusal(
          "The packages could not be installed. Look above for npm's reason; is the npm registry in reach?",
        )
      }
    })
  }
  writeFileSync(stampFile, stamp)
}
