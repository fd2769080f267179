import type { AccountContracts } from '@hurong/sdk/accounts'
import type { Logger } from 'pino'
import { isHex, numberToHex } from 'viem'
import { causeOf } from '../database/causeOf.ts'
import type { Metrics } from '../http/metrics.ts'
import { NodeRefused, NodeSilent } from './ask.ts'
import type { openEstimate } from './estimate.ts'
import type { openIntake } from './intake.ts'
import type { openLookUp } from './lookUp.ts'
import { codes, invalid, Refused } from './refusal.ts'

interface Verbs {
  readonly chainId: number
  readonly contracts: AccountContracts
  readonly take: ReturnType<typeof openIntake>
  readonly estimate: ReturnType<typeof openEstimate>
  readonly lookUp: ReturnType<typeof openLookUp>
  readonly log: Logger
  readonly metrics: Metrics
}

/** Requests answered in one batch. */
const batched = 50

/** How many requests a text holds, for counting them: one that is not understood is one. */
export const requestsIn = (text: string): number => {
  if (!/^\s*\[/.test(text)) return 1
  try {
    return Math.max(1, Math.min(batched, (JSON.parse(text) as unknown[]).length))
  } catch {
    return 1
  }
}

const requireHash = (given: unknown) => {
  if (!isHex(given) || given.length !== 66) throw invalid('Give the hash of an operation: 32 bytes.')
  return given.toLowerCase() as `0x${string}`
}

/** Answers JSON-RPC as a bundler does (ERC-7769). */
export const openJsonRpc = ({ chainId, contracts, take, estimate, lookUp, log, metrics }: Verbs) => {
  const methods: Record<string, (params: readonly unknown[], client: string) => unknown> = {
    eth_chainId: () => numberToHex(chainId),
    eth_supportedEntryPoints: () => [contracts.entryPoint],
    eth_estimateUserOperationGas: ([operation, entryPoint], client) =>
      estimate(operation, entryPoint, client),
    eth_sendUserOperation: ([operation, entryPoint], client) => take(operation, entryPoint, client),
    eth_getUserOperationReceipt: ([hash]) => lookUp.receipt(requireHash(hash)),
    eth_getUserOperationByHash: ([hash]) => lookUp.operation(requireHash(hash)),
  }

  const refusalOf = (error: unknown, method: string): Refused => {
    if (error instanceof Refused) return error
    if (error instanceof NodeSilent)
      return new Refused(codes.internal, 'The chain does not answer. Nothing was sent; try again later.')
    if (error instanceof NodeRefused)
      return new Refused(codes.internal, `The chain’s node refuses: ${error.message}`)
    log.error({ method, cause: causeOf(error) }, 'a request to the relayer failed')
    return new Refused(codes.internal, 'Something went wrong here, and has been noted. Try again later.')
  }

  const answerOne = async (given: unknown, client: string): Promise<Record<string, unknown>> => {
    const { id = null, method, params = [] } = (given ?? {}) as Record<string, unknown>
    const name = typeof method === 'string' && Object.hasOwn(methods, method) ? method : 'unknown'
    try {
      if (typeof given !== 'object' || given === null || typeof method !== 'string' || !Array.isArray(params))
        throw new Refused(codes.invalidRequest, 'Send a JSON-RPC 2.0 request: jsonrpc, id, method, params.')
      const verb = name === 'unknown' ? undefined : methods[name]
      if (verb === undefined)
        throw new Refused(
          codes.unknownMethod,
          `There is no ${method.slice(0, 80)}. There are: ${Object.keys(methods).join(', ')}.`,
        )
      return { jsonrpc: '2.0', id, result: await verb(params, client) }
    } catch (error) {
      const { code, message, data } = refusalOf(error, name)
      if (name === 'eth_sendUserOperation') metrics.relayerRefusals.inc({ code })
      return { jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } }
    }
  }

  /** @param client Who asks, for counting; kept in memory alone. */
  return async (text: string, client: string): Promise<unknown> => {
    const fail = (code: number, message: string) => ({ jsonrpc: '2.0', id: null, error: { code, message } })
    let given: unknown
    try {
      given = JSON.parse(text)
    } catch {
      return fail(codes.parse, 'The body is no JSON.')
    }
    if (!Array.isArray(given)) return answerOne(given, client)
    if (given.length === 0 || given.length > batched)
      return fail(codes.invalidRequest, `Send 1 to ${batched} requests at once.`)
    return Promise.all(given.map((one) => answerOne(one, client)))
  }
}
