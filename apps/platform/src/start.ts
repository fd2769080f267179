import { startPlatform, terminal } from './platform.ts'
import { isSentence } from './refusal.ts'
import { settingsHelp } from './settings/help.ts'
import { readSettings } from './settings/settings.ts'
import { openBrowser } from './steps/openBrowser.ts'

const began = performance.now()

const main = async (): Promise<number> => {
  const args = process.argv.slice(2)
  if (args.includes('--help')) {
    console.log(settingsHelp())
    return 0
  }
  const settings = readSettings(args, process.env)
  const interruption = new AbortController()
  const interrupted = () => interruption.signal.aborted
  const ending = new Promise<void>((resolve) => {
    const interrupt = () => {
      if (interrupted()) return
      console.log('\nEnding')
      interruption.abort()
      resolve()
    }
    process.on('SIGINT', interrupt)
    process.on('SIGTERM', interrupt)
  })
  console.log(`Hurong, data in ${settings.dataFolder}`)
  const platform = await startPlatform(settings, terminal, undefined, interruption.signal).catch((error) => {
    // Asked to end before all is up: what is half done goes on at the next start.
    if (interrupted()) return undefined
    throw error
  })
  if (platform === undefined) return 0
  const { preparing, prepared, stop } = platform
  // Passkeys are for a name; browsers refuse them at a bare number.
  const url = platform.url.replace('//127.0.0.1:', '//localhost:')
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
  if (settings.open && process.stdout.isTTY) openBrowser(url)
  if (preparing) {
    console.log(`\nOpen ${url} (after ${seconds()} s); the demonstration is prepared meanwhile.`)
    try {
      await Promise.race([prepared, ending])
    } catch (error) {
      await stop()
      throw error
    }
  }
  if (!interrupted()) {
    console.log(`\nReady after ${seconds()} s: ${url}\nCtrl-C ends it; nothing is lost.`)
    await ending
  }
  await stop()
  return 0
}

try {
  process.exit(await main())
} catch (error) {
  console.error(isSentence(error) ? error.message : error)
  process.exit(1)
}
