/** The first that is found names the browser: later ones call themselves like earlier ones too. */
const browsers = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const
const systems = [
  ['iOS', /\b(iPhone|iPad|iPod)\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

const firstOf = (names: readonly (readonly [string, RegExp])[], text: string) =>
  names.find(([, pattern]) => pattern.test(text))?.[0] ?? ''

/** A browser and its system by name alone, as their owner would tell them apart; no version, so that nobody can be told by it. */
export interface Device {
  /** Empty where it is none that is known. */
  readonly browser: string
  readonly system: string
}

export const deviceOf = (userAgent: string): Device => ({
  browser: firstOf(browsers, userAgent),
  system: firstOf(systems, userAgent),
})

/** As a row holds it. */
export const writeDevice = ({ browser, system }: Device): string => `${browser}/${system}`
export const readDevice = (text: string | null): Device => {
  const [browser = '', system = ''] = (text ?? '').split('/')
  return { browser, system }
}
