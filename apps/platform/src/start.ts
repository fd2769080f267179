import { startPlatform } from './platform.ts'
import { isSentence } from './refusal.ts'
import { readSettings } from './settings/settings.ts'
import { openBrowser } from './steps/openBrowser.ts'

const began = performance.now()

const main = async (): Promise<number> => {
  const settings = readSettings(process.argv.slice(2), process.env)
  let interrupted: () => void = () => {}
  const ending = new Promise<void>((resolve) => {
    interrupted = resolve
  })
  process.on('SIGINT', interrupted)
  process.on('SIGTERM', interrupted)
  console.log(`Hurong, data in ${settings.dataFolder}`)
  const starting = startPlatform(settings)
  // Asked to end before all is up: what is half done goes on at the next start.
  const platform = await Promise.race([starting, ending])
  if (!platform) {
    starting.then(({ stop }) => stop()).finally(() => process.exit(0))
    setTimeout(() => process.exit(0), 500)
    return 0
  }
  console.log(
    `\nReady after ${((performance.now() - began) / 1000).toFixed(1)} s: ${platform.url}\nCtrl-C ends it; nothing is lost.`,
  )
  if (settings.open && process.stdout.isTTY) openBrowser(platform.url)
  await ending
  console.log('\nEnding')
  await platform.stop()
  return 0
}

try {
  process.exit(await main())
} catch (error) {
  console.error(isSentence(error) ? error.message : error)
  process.exit(1)
}
