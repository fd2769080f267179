/** The push services of the browsers people use: Chrome and its kin, Firefox, Safari, Edge on Windows. */
export const knownPushServices = [
  'fcm.googleapis.com',
  'push.services.mozilla.com',
  'push.apple.com',
  'notify.windows.com',
] as const

/**
 * Whether an address lies at one of some push services.
 * @param services Each a host, whose subdomains count too and are spoken to by https alone; or a whole origin such as
 * `http://127.0.0.1:9000`, which counts as it stands.
 */
export const isPushService = (endpoint: string, services: readonly string[]): boolean => {
  if (!URL.canParse(endpoint)) return false
  const { origin, protocol, hostname, port, username, password } = new URL(endpoint)
  if (username !== '' || password !== '') return false
  return services.some((service) => {
    if (service.includes('://')) return origin === service
    return protocol === 'https:' && port === '' && (hostname === service || hostname.endsWith(`.${service}`))
  })
}
