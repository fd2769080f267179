import { Agent, request } from 'node:http'
import { NodeGoneError, RpcError } from './errors.ts'

/** One JSON-RPC call as it came in, kept as it is. */
export type RpcRequest = { readonly method: string; readonly params?: unknown }

type RpcAnswer = { result?: unknown; error?: { code: number; message: string; data?: unknown } }

/** A JSON-RPC connection to the private node. */
export type RpcClient = {
  /** @throws RpcError with the node's own error; NodeGoneError if no answer came. */
  call(method: string, params?: unknown): Promise<unknown>
  close(): void
}

/** Connects to the node on a local port; connections are kept, because a new one costs more than most calls. */
export const connectRpc = (port: number): RpcClient => {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })

  const post = (body: string): Promise<RpcAnswer> =>
    new Promise((resolve, reject) => {
      const gone = (cause: Error) =>
        reject(new NodeGoneError(`no answer from the node: ${cause.message}`, { cause }))
      const outgoing = request(
        {
          agent,
          host: '127.0.0.1',
          port,
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (incoming) => {
          const parts: Buffer[] = []
          incoming.on('data', (part: Buffer) => parts.push(part))
          incoming.once('error', gone)
          incoming.once('aborted', () => gone(new Error('the connection was cut')))
          incoming.once('end', () => {
            try {
              resolve(JSON.parse(Buffer.concat(parts).toString('utf8')) as RpcAnswer)
            } catch (error) {
              gone(error as Error)
            }
          })
        },
      )
      outgoing.once('error', gone)
      outgoing.end(body)
    })

  return {
    async call(method, params = []) {
      const answer = await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))
      if (answer.error) throw new RpcError(answer.error.code, answer.error.message, answer.error.data)
      return answer.result
    },
    close: () => agent.destroy(),
  }
}
