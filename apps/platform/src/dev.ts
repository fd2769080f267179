import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { startPlatform, terminal } from './platform.ts'
import { isSentence } from './refusal.ts'
import { readSettings, repositoryFolder } from './settings/settings.ts'

/** Everything as `npm start`, with pages that reload as they are edited and a server that is started again when its code changes. */
const main = async (): Promise<void> => {
  const settings = readSettings(process.argv.slice(2), process.env)
  const watched = ['apps/server/src', 'packages/sdk/src', 'packages/finance/src'].map((path) =>
    join(repositoryFolder, path),
  )
  const platform = await startPlatform(settings, terminal, { watched })
  const vite = spawn(process.execPath, [join(repositoryFolder, 'node_modules', 'vite', 'bin', 'vite.js')], {
    cwd: join(repositoryFolder, 'apps', 'web'),
    stdio: 'inherit',
    env: { ...process.env, HURONG_API: platform.url },
  })
  console.log(`API at ${platform.url}; the pages are at the address vite tells.`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
    vite.once('exit', () => resolve())
  })
  vite.kill()
  await platform.stop()
}

try {
  await main()
  process.exit(0)
} catch (error) {
  console.error(isSentence(error) ? error.message : error)
  process.exit(1)
}
