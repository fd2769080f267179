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

interface RpcAnswer {
  readonly id: number
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown }
}

/** Asks a node, once: what fails is for the caller to try again. */
export const openNode = (url: string, timeout: number) => {
  const post = async (body: unknown): Promise<unknown> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeout),
      })
      return await response.json()
    } catch (error) {
      const { name, message } = error as Error
      throw new NodeSilent(name === 'TimeoutError' ? `no answer within ${timeout} ms` : message)
    }
  }
  const read = (answer: RpcAnswer | undefined): unknown => {
    if (answer === undefined || typeof answer !== 'object') throw new NodeSilent('an answer is missing')
    const { error } = answer
    if (error !== undefined && error !== null) throw new NodeRefused(error.code, error.message, error.data)
    return answer.result
  }
  return {
    ask: async (method: string, params: readonly unknown[] = []): Promise<unknown> =>
      read((await post({ jsonrpc: '2.0', id: 1, method, params })) as RpcAnswer),
    /** Asks in one request. An answer the node refused is the error, in its place. */
    askAll: async (questions: readonly Question[]): Promise<unknown[]> => {
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
    },
  }
}

export type Node = ReturnType<typeof openNode>
