import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Platform, startPlatform, terminal } from './platform.ts'
import { isSentence } from './refusal.ts'
import { settingsHelp } from './settings/help.ts'
import { readSettings, repositoryFolder, type Settings } from './settings/settings.ts'
import { watchFolder } from './steps/watchFolder.ts'

const inRepository = (...path: string[]) => join(repositoryFolder, ...path)

/** What the server's process is made of. */
const watched = [
  inRepository('apps', 'server', 'src'),
  inRepository('apps', 'platform', 'src'),
  inRepository('packages', 'sdk', 'src'),
  inRepository('packages', 'finance', 'src'),
]

/**
 * Each version of the contracts has a chain of its own: a chain keeps the code it was begun with, and going back to an
 * earlier version finds its data again.
 */
const settingsNow = (settings: Settings): Settings => {
  const stamp = readFileSync(inRepository('packages', 'sdk', 'src', 'generated', '.stamp'), 'utf8')
  return { ...settings, dataFolder: join(settings.dataFolder, `dev-${stamp.slice(0, 12)}`) }
}

const compile = async (): Promise<boolean> => {
  const build = inRepository('contracts', 'tools', 'build.ts')
  const [code] = await once(spawn(process.execPath, [build], { stdio: 'inherit' }), 'exit')
  return code === 0
}

const startVite = (api: string): ChildProcess =>
  spawn(process.execPath, [inRepository('node_modules', 'vite', 'bin', 'vite.js')], {
    cwd: inRepository('apps', 'web'),
    stdio: 'inherit',
    env: { ...process.env, HURONG_API: api },
  })

/**
 * Everything as `npm start`, with pages that reload as they are edited, a server that is started again when its code
 * changes, and a fresh chain when the contracts do.
 */
const main = async (): Promise<void> => {
  const args = process.argv.slice(2)
  if (args.includes('--help')) {
    console.log(settingsHelp())
    return
  }
  const settings = readSettings(args, process.env)
  let current = settingsNow(settings)
  const start = async (): Promise<Platform> => {
    console.log(`Hurong for development, data in ${current.dataFolder}`)
    const platform = await startPlatform(current, terminal, { watched })
    platform.prepared.catch((error: Error) => console.error(error.message))
    return platform
  }
  let platform = await start()
  const vite = startVite(platform.url)
  console.log(`API at ${platform.url}; the pages are at the address vite tells.`)

  let changing: Promise<void> = Promise.resolve()
  const takeContracts = async (): Promise<void> => {
    if (!(await compile()))
      return console.error('The contracts do not compile; the chain goes on with the last that did.')
    const next = settingsNow(settings)
    if (next.dataFolder === current.dataFolder) return
    current = next
    await platform.stop()
    platform = await start()
  }
  const unwatch = watchFolder(inRepository('contracts', 'src'), () => {
    changing = changing.then(takeContracts).catch((error: Error) => console.error(error.message))
  })
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
    vite.once('exit', () => resolve())
  })
  unwatch()
  vite.kill()
  await changing
  await platform.stop()
}

try {
  await main()
  process.exit(0)
} catch (error) {
  console.error(isSentence(error) ? error.message : error)
  process.exit(1)
}
