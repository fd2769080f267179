type Hex = `0x${string}`

/** What one page of an account tells another by its address: behind the `#`, so that no server is ever told. */
export type Told = Readonly<Record<string, string>>

/** The address of a page of this site with what it is told. */
export const linkTo = (path: string, told: Told): string =>
  `${location.origin}${path}#${new URLSearchParams(told)}`

/** What stands behind the `#`. */
export const readTold = (hash: string): Told =>
  Object.fromEntries(new URLSearchParams(hash.replace(/^#/, '')))

const isHexOf = (bytes: number) => (text: string | undefined) =>
  new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`).test(text ?? '')

const isAddress = isHexOf(20)
const isPublicKey = isHexOf(64)

const checked = (is: (text: string | undefined) => boolean) => (text: string | undefined) => {
  const given = text?.trim().toLowerCase()
  return is(given) ? (given as Hex) : null
}

/** An address as told; null for anything else. */
export const readAddress = checked(isAddress)
/** A passkey's point as told; null for anything else. */
export const readPublicKey = checked(isPublicKey)
/** Bytes of any length as told; null for anything else. */
export const readBytes = checked((text) => /^0x([0-9a-f]{2})+$/.test(text ?? ''))

/** A whole number as told, no larger than dates and counts are; null for anything else. */
export const readCount = (text: string | undefined): number | null =>
  /^\d{1,12}$/.test(text ?? '') ? Number(text) : null

/** The address a text holds, as it is spelt there: large and small letters are its check digits. */
export const spelledAddressIn = (text: string): string | undefined =>
  /0x[0-9a-f]{40}(?![0-9a-f])/i.exec(text)?.[0]

/** The account a text names: its address, or a link of this site that tells one. */
export const addressIn = (text: string): Hex | null => readAddress(spelledAddressIn(text))
