import { startPlatform } from './platform.ts'
import { isSentence } from './refusal.ts'
import { readSettings } from './settings/settings.ts'
import { openBrowser } from './steps/openBrowser.ts'

const began = performance.now()

const main = async (): Promise<number> => {
  const settings = readSettings(process.argv.slice(2), process.env)
  let interrupted = false
  const ending = new Promise<void>((resolve) => {
    const interrupt = () => {
      interrupted = true
      resolve()
    }
    process.on('SIGINT', interrupt)
    process.on('SIGTERM', interrupt)
  })
  console.log(`Hurong, data in ${settings.dataFolder}`)
  const starting = startPlatform(settings)
  // Asked to end before all is up: what is half done goes on at the next start.
  const platform = await Promise.race([starting, ending])
  if (!platform) {
    starting.then(({ stop }) => stop()).finally(() => process.exit(0))
    setTimeout(() => process.exit(0), 500)
    return 0
  }
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
  if (!interrupted) {
    console.log(`\nReady after ${seconds()} s: ${url}\nCtrl-C ends it; nothing is lost.`)
    await ending
  }
  console.log('\nEnding')
  await stop()
  return 0
}

try {
  process.exit(await main())
} catch (error) {
  console.error(isSentence(error) ? error.message : error)
  process.exit(1)
}
