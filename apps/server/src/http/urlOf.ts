import { isIPv6 } from 'node:net'

const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/** Where a server that listens at `host` is reached from this machine. */
export const urlOf = (host: string, port: number): string => {
  if (everywhere.has(host)) return `http://localhost:${port}`
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`
}
