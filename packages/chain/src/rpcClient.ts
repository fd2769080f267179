import { Agent, request } from 'node:http'
import { NodeGoneError, RpcError } from './errors.ts'

/** One JSON-RPC call as it came in, kept as it is. */
export type RpcRequest = { readonly method: string; readonly params?: unknown }

const resultStart = '{"jsonrpc":"2.0","id":1,"result":'

type RpcAnswer = { id?: number; result?: unknown; error?: { code: number; message: string; data?: unknown } }

/** A JSON-RPC connection to the private node. */
export type RpcClient = {
  /** @throws RpcError with the node's own error; NodeGoneError if no answer came. */
  call(method: string, params?: unknown): Promise<unknown>
  /** As `call`, but gives the result as the JSON text it came in: logs by the thousand are not worth taking apart. */
  text(method: string, params?: unknown): Promise<string>
  /** Many calls of one method in one request: for each its result, or the node's own error. @throws NodeGoneError if no answer came. */
  many(method: string, params: readonly unknown[]): Promise<(unknown | RpcError)[]>
  close(): void
}

const parse = <Answer>(text: string): Answer => {
  try {
    return JSON.parse(text) as Answer
  } catch (cause) {
    throw new NodeGoneError(`the node's answer is no JSON: ${text.slice(0, 100)}`, { cause })
  }
}

/** Connects to the node on a local port; connections are kept, because a new one costs more than most calls. */
export const connectRpc = (port: number): RpcClient => {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })

  const post = (body: string): Promise<string> =>
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
            resolve(Buffer.concat(parts).toString('utf8'))
          })
        },
      )
      outgoing.once('error', gone)
      outgoing.end(body)
    })

  const ask = (method: string, params: unknown) =>
    post(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))

  const errorIn = ({ error }: RpcAnswer) => error && new RpcError(error.code, error.message, error.data)
  const resultOf = (text: string): unknown => {
    const answer = parse<RpcAnswer>(text)
    const error = errorIn(answer)
    if (error) throw error
    return answer.result
  }

  return {
    async call(method, params = []) {
      return resultOf(await ask(method, params))
    },
    async text(method, params = []) {
      const text = await ask(method, params)
      if (text.startsWith(resultStart)) return text.slice(resultStart.length, -1)
      return JSON.stringify(resultOf(text)) ?? 'null'
    },
    async many(method, params) {
      if (params.length === 0) return []
      const calls = params.map((one, id) => ({ jsonrpc: '2.0', id, method, params: one }))
      const answers = parse<readonly RpcAnswer[]>(await post(JSON.stringify(calls)))
      const byId = new Map(answers.map((answer) => [answer.id, answer]))
      return calls.map(({ id }) => {
        const answer = byId.get(id)
        if (answer === undefined) throw new NodeGoneError(`no answer from the node to call ${id} of many`)
        return errorIn(answer) ?? answer.result
      })
    },
    close: () => agent.destroy(),
  }
}
