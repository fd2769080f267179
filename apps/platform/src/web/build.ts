import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../refusal.ts'
import { repositoryFolder } from '../settings/settings.ts'

const webFolder = join(repositoryFolder, 'apps', 'web')
/** The built site. */
export const siteFolder = join(webFolder, 'dist')
const stampFile = join(siteFolder, '.stamp')

/** All that the built site is made of. */
const sources = [
  ...['src', 'public', 'tools', 'index.html', 'vite.config.ts', 'package.json'].map((name) =>
    join(webFolder, name),
  ),
  ...['finance', 'scoring', 'sdk'].map((name) => join(repositoryFolder, 'packages', name, 'src')),
  join(repositoryFolder, 'package-lock.json'),
]

const filesIn = (path: string): string[] => {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Changes when anything changes that the site is built from. */
export const siteStamp = (): string => {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesIn)) {
    hash.update(`${file.slice(repositoryFolder.length)}\0`)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Whether the built site is of the sources that are here now. */
export const siteIsBuilt = (stamp = siteStamp()): boolean =>
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === stamp &&
  existsSync(join(siteFolder, 'index.html'))

/**
 * Builds the web app, unless it is up to date.
 * @returns whether it had to be built.
 * @throws Refusal with what the build said.
 */
export const buildSite = async (): Promise<boolean> => {
  const stamp = siteStamp()
  if (siteIsBuilt(stamp)) return false
  const vite = join(repositoryFolder, 'node_modules', 'vite', 'bin', 'vite.js')
  let words = ''
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: webFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Whatever environment this runs in, as under a test runner, the site is built as people get it.
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      words = `${words}${part}`.slice(0, 1200)
    })
  }
  const leave = () => void child.kill()
  process.once('exit', leave)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  process.off('exit', leave)
  if (code !== 0) throw new Refusal(`The web app does not build:\n${words.trim()}`)
  writeFileSync(stampFile, stamp)
  return true
}
