const whole = 1_000_000
const field = 'lossGivenDefault'

/**
 * The address a model is announced at, with what it reckons a default loses: the contract keeps the address with the
 * model's hash for ever, so that what lenders are told to expect follows from the chain alone. After `#` it changes nothing
 * of where the file is. @param millionths Of what is open at a default.
 */
export const withLossGivenDefault = (address: string, millionths: number): string => {
  if (!Number.isInteger(millionths) || millionths < 0 || millionths > whole)
    throw new RangeError(`${millionths} is no share in millionths.`)
  return `${address}#${field}=${millionths}`
}

/** What a default loses of what is open, as a model's announced address tells it, millionths; all of it where it tells nothing right. */
export const lossGivenDefaultIn = (uri: string): number => {
  const at = uri.indexOf('#')
  const told = at < 0 ? null : new URLSearchParams(uri.slice(at + 1)).get(field)
  if (told === null || !/^\d{1,7}$/.test(told)) return whole
  return Math.min(whole, Number(told))
}
