import { createServer, request, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A server in front of a platform that can be taken away for good, while the platform's chain goes on. */
export interface Proxy {
  readonly origin: string
  /** Ends every connection; from then on nobody answers at `origin`. */
  readonly takeAway: () => Promise<void>
}

const sockets = (server: Server): Set<Socket> => {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  return open
}

/** Passes everything on to `platform`. */
export async function standBefore(platform: string): Promise<Proxy> {
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '/', platform)
    const passed = request(url, { method: asked.method, headers: asked.headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    asked.pipe(passed)
  })
  const open = sockets(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeAway: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
