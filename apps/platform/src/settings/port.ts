import { createServer } from 'node:net'
import { Refusal } from '../refusal.ts'
import { blockedPorts } from './blockedPorts.ts'

/** How a port is given: the name of its setting, the command and flag that change it, and one that is good. */
export type PortSetting = { readonly name: string; readonly flag: string; readonly example: number }

export const ofSite: PortSetting = { name: 'PORT', flag: 'npm start -- --port', example: 8080 }
export const ofChain: PortSetting = {
  name: 'CHAIN_PORT',
  flag: 'npm start -- --chain-port',
  example: 8545,
}

/** Why pages and programs could not speak to a port, though one may listen there; undefined for all but a few. */
export const blockedPort = (port: number): string | undefined =>
  blockedPorts.has(port) ? 'browsers open no connection to this port' : undefined

const after = (port: number, { example }: PortSetting): number => {
  const next = port + 1
  return next > 65_535 || blockedPorts.has(next) ? example : next
}

/**
 * Makes sure that a port can be listened on, before anything is started that would have to be taken down again.
 * @throws Refusal naming the port and the setting.
 */
export const requireFreePort = (host: string, port: number, setting: PortSetting): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const other = (next: number) => `set ${setting.name} to another one (${setting.flag} ${next})`
      const sentence: Record<string, string> = {
        EADDRINUSE: `Port ${port} on ${host} is in use by another program: stop it, or ${other(after(port, setting))}.`,
        EACCES: `Port ${port} on ${host} may not be used by this user: ${other(setting.example)}.`,
        EADDRNOTAVAIL: `HOST is ${host}, which is no address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for all.`,
        ENOTFOUND: `HOST is ${host}, which this machine does not know: set HOST to 127.0.0.1, or to 0.0.0.0 for all.`,
      }
      reject(
        new Refusal(
          sentence[error.code ?? ''] ??
            `Port ${port} on ${host} cannot be used (${error.message}): ${other(setting.example)}.`,
        ),
      )
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
