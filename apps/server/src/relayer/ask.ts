import http from 'node:http'
import https from 'node:https'
import { gather } from './gather.ts'

/** The node understood the question and says no. */
export class NodeRefused extends Error {
  override readonly name = 'NodeRefused'
  readonly code: number
  readonly data: unknown
  constructor(code: number, message: string, data: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}

/** The node does not answer, or not as one does. What was asked for may have been done. */
export class NodeSilent extends Error {
  override readonly name = 'NodeSilent'
}

export type Question = readonly [method: string, params: readonly unknown[]]

export type Ask = (method: string, params?: readonly unknown[]) => Promise<unknown>

interface RpcAnswer {
  readonly id: number
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown }
}

/** What people are told of a connection that failed: the error's own sentence names the node's host, which is nobody's business. */
const faultOf = (error: Error & { code?: string }, timeout: number): string => {
  if (error.name === 'AbortError') return `no answer within ${timeout} ms`
  if (error instanceof SyntaxError) return 'what it answers is no JSON'
  return faults[error.code ?? ''] ?? 'the connection failed'
}

const faults: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name leads nowhere',
  EAI_AGAIN: 'its name leads nowhere for now',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke off',
}

/** Asks a node, once: what fails is for the caller to try again. */
export const openNode = (url: string, timeout: number) => {
  const { request, Agent } = url.startsWith('https:') ? https : http
  const agent = new Agent({ keepAlive: true })
  const send = (body: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const signal = AbortSignal.timeout(timeout)
      const asked = request(url, { method: 'POST', headers, agent, signal }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.once('end', () => resolve(Buffer.concat(parts).toString()))
        response.once('error', reject)
      })
      asked.once('error', reject)
      asked.end(body)
    })
  const post = async (body: unknown): Promise<unknown> => {
    try {
      return JSON.parse(await send(JSON.stringify(body)))
    } catch (error) {
      throw new NodeSilent(faultOf(error as Error, timeout), { cause: error })
    }
  }
  const read = (answer: RpcAnswer | undefined): unknown => {
    if (answer === undefined || typeof answer !== 'object') throw new NodeSilent('an answer is missing')
    const { error } = answer
    if (error !== undefined && error !== null) throw new NodeRefused(error.code, error.message, error.data)
    return answer.result
  }
  /** Asks in one request. An answer the node refused is the error, in its place. */
  const askAll = async (questions: readonly Question[]): Promise<unknown[]> => {
    if (questions.length === 0) return []
    const answers = (await post(
      questions.map(([method, params], id) => ({ jsonrpc: '2.0', id, method, params })),
    )) as RpcAnswer[]
    if (!Array.isArray(answers)) throw new NodeSilent('many questions were not answered with many answers')
    const byId = new Map(answers.map((answer) => [answer.id, answer]))
    return questions.map((_, id) => {
      try {
        return read(byId.get(id))
      } catch (error) {
        if (error instanceof NodeRefused) return error
        throw error
      }
    })
  }
  return {
    ask: async (method: string, params: readonly unknown[] = []): Promise<unknown> =>
      read((await post({ jsonrpc: '2.0', id: 1, method, params })) as RpcAnswer),
    askAll,
    /** A way of asking that puts together what is asked at the same time. Who fills it keeps those waiting who share it, and nobody else. */
    openQueue: (atMost: number): Ask => {
      const together = gather<Question, unknown>(askAll, { atMost })
      return (method, params = []) => together([method, params])
    },
    /** Lets go of the connections. */
    close: () => agent.destroy(),
  }
}

export type Node = ReturnType<typeof openNode>
