import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { ChainError, RpcError, rpcCodes } from './errors.ts'
import type { RpcRequest } from './rpcClient.ts'

/** A body larger than this is refused. */
const bodyLimit = 64 * 2 ** 20
/** At most so many calls in one batch. */
const batchLimit = 10_000

/** Answers one call with its result as JSON text. */
export type Answer = (request: RpcRequest) => Promise<string>

const isOurPage = (origin: string, allowed: readonly string[]): boolean => {
  if (allowed.includes('*') || allowed.includes(origin)) return true
  try {
    return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname)
  } catch {
    return false
  }
}

const readBody = async (incoming: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of incoming as AsyncIterable<Buffer>) {
    length += part.length
    if (length > bodyLimit)
      throw new RpcError(rpcCodes.invalidRequest, `A request may have ${bodyLimit} bytes at most.`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const errorText = (id: unknown, error: unknown): string => {
  const { code, data } = error instanceof RpcError ? error : { code: rpcCodes.internal, data: undefined }
  const message = error instanceof Error ? error.message : String(error)
  return JSON.stringify({
    jsonrpc: '2.0',
    id: id ?? null,
    error: { code, message, ...(data === undefined ? {} : { data }) },
  })
}

const answerOne = async (call: unknown, answer: Answer): Promise<string | undefined> => {
  const { id, method, params } = (typeof call === 'object' && call !== null ? call : {}) as Record<
    string,
    unknown
  >
  try {
    if (typeof method !== 'string') throw new RpcError(rpcCodes.invalidRequest, 'A call needs a method.')
    const result = await answer({ method, params })
    // A notification wants no answer.
    return id === undefined ? undefined : `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`
  } catch (error) {
    return id === undefined && typeof method === 'string' ? undefined : errorText(id, error)
  }
}

const answerBody = async (body: string, answer: Answer): Promise<string> => {
  let calls: unknown
  try {
    calls = JSON.parse(body)
  } catch {
    return errorText(null, new RpcError(rpcCodes.parse, 'The request is not JSON.'))
  }
  if (!Array.isArray(calls)) return (await answerOne(calls, answer)) ?? ''
  if (calls.length === 0 || calls.length > batchLimit) {
    return errorText(null, new RpcError(rpcCodes.invalidRequest, `A batch holds 1 to ${batchLimit} calls.`))
  }
  const answers = await Promise.all(calls.map((call) => answerOne(call, answer)))
  const wanted = answers.filter((text) => text !== undefined)
  return wanted.length === 0 ? '' : `[${wanted.join(',')}]`
}

const respond = async (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Answer,
  allowedOrigins: readonly string[],
): Promise<void> => {
  const { origin } = incoming.headers
  const send = (status: number, body: string) => {
    outgoing.writeHead(status, { 'content-type': 'application/json' })
    outgoing.end(body)
  }
  if (origin !== undefined) {
    // Any page a browser shows can reach this port, and time must not be moved by a stranger's.
    if (!isOurPage(origin, allowedOrigins)) {
      return send(
        403,
        errorText(null, new RpcError(rpcCodes.invalidRequest, `Pages of ${origin} may not use this chain.`)),
      )
    }
    outgoing.setHeader('access-control-allow-origin', origin)
    outgoing.setHeader('vary', 'origin')
  }
  if (incoming.method === 'OPTIONS') {
    outgoing.writeHead(204, {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': incoming.headers['access-control-request-headers'] ?? 'content-type',
      'access-control-max-age': '86400',
    })
    outgoing.end()
    return
  }
  if (incoming.method !== 'POST') {
    return send(
      405,
      errorText(null, new RpcError(rpcCodes.invalidRequest, 'This is a JSON-RPC server: use POST.')),
    )
  }
  try {
    send(200, await answerBody(await readBody(incoming), answer))
  } catch (error) {
    send(400, errorText(null, error))
  }
}

/** @throws ChainError if the port is taken, or not this user's to take. */
export const serveRpc = (port: number, answer: Answer, allowedOrigins: readonly string[]): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((incoming, outgoing) => {
      void respond(incoming, outgoing, answer, allowedOrigins)
    })
    server.keepAliveTimeout = 60_000
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentence: Record<string, string> = {
        EADDRINUSE: `Port ${port} is in use. Stop the program that uses it, or choose another port for the chain.`,
        EACCES: `Port ${port} may not be used by this user. Choose another port for the chain.`,
      }
      const said = sentence[error.code ?? '']
      reject(said === undefined ? error : new ChainError(said))
    })
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
