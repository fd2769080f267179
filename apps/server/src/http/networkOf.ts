import { isIPv6 } from 'node:net'

/** The first four groups of an IPv6 address, written out. */
const firstGroups = (address: string): readonly string[] => {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
}

/** An address without the port some proxies tell with it: that is another one for each connection. */
const withoutPort = (told: string): string =>
  /^\[([^\]]+)\](?::\d+)?$/.exec(told)?.[1] ?? /^([\d.]+):\d+$/.exec(told)?.[1] ?? told

/**
 * Whom an address stands for: itself, or the /64 an IPv6 address lies in, all of which one subscriber is given. An IPv4 address
 * written as IPv6 is itself.
 */
export const networkOf = (told: string): string => {
  const address = withoutPort(told)
  const [plain = address] = address.split('%')
  if (!isIPv6(plain) || /\.\d+$/.test(plain)) return address
  return `${firstGroups(plain).join(':')}::/64`
}
