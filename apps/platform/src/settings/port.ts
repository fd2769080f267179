import { createServer } from 'node:net'
import { Refusal } from '../refusal.ts'

/**
 * Makes sure that a port can be listened on, before anything is started that would have to be taken down again.
 * @param setting The name under which the person can change it.
 * @throws Refusal naming the port and the setting.
 */
export const requireFreePort = (host: string, port: number, setting: 'PORT' | 'CHAIN_PORT'): Promise<void> =>
  new Promise((resolve, reject) => {
    const flag = setting === 'PORT' ? '--port' : '--chain-port'
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const other = `set ${setting} to another one (npm start -- ${flag} ${port + 1})`
      const sentence: Record<string, string> = {
        EADDRINUSE: `Port ${port} on ${host} is in use by another program: stop it, or ${other}.`,
        EACCES: `Port ${port} on ${host} may not be used by this user: ${other}.`,
        EADDRNOTAVAIL: `HOST is ${host}, which is no address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for all.`,
        ENOTFOUND: `HOST is ${host}, which this machine does not know: set HOST to 127.0.0.1, or to 0.0.0.0 for all.`,
      }
      reject(
        new Refusal(
          sentence[error.code ?? ''] ??
            `Port ${port} on ${host} cannot be used (${error.message}): ${other}.`,
        ),
      )
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
