import { isIPv6 } from 'node:net'

/** The eight groups of an IPv6 address, however it is written. */
const groupsOf = (address: string): readonly number[] => {
  // A URL writes the last four bytes as groups too, where they stand as an IPv4 address.
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [before = [], after = []] = written.split('::').map((part) => (part === '' ? [] : part.split(':')))
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16))
}

/** The IPv4 address that such groups stand for (`::ffff:0:0/96`); undefined if they are IPv6's own. */
const ipv4In = (groups: readonly number[]): string | undefined => {
  const [high = 0, low = 0] = groups.slice(6)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  return isMapped ? [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.') : undefined
}

/** An address without the port some proxies tell with it: that is another one for each connection. */
const withoutPort = (told: string): string =>
  /^\[([^\]]+)\](?::\d+)?$/.exec(told)?.[1] ?? /^([\d.]+):\d+$/.exec(told)?.[1] ?? told

/**
 * Whom an address stands for: itself, or the /64 an IPv6 address lies in, all of which one subscriber is given. An IPv4 address
 * written as IPv6 is that IPv4 address.
 */
export const networkOf = (told: string): string => {
  const address = withoutPort(told)
  const [plain = address] = address.split('%')
  if (!isIPv6(plain)) return address
  const groups = groupsOf(plain)
  const network = groups.slice(0, 4).map((group) => group.toString(16))
  return ipv4In(groups) ?? `${network.join(':')}::/64`
}
