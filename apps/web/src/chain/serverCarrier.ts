import type { CallSender } from '@hurong/sdk'
import { HurongError } from '@hurong/sdk'
import type { Carried } from '@hurong/sdk/api'
import { ApiProblem, postApi } from '../api/client.ts'

type Hex = `0x${string}`

/** The platform's server, which brings at its own cost what anybody may do for an account. */
export interface ServerCarrier {
  readonly kind: 'server'
  readonly address: Hex
}

/** What the server says about it goes along in both languages: which one is read, the page alone knows. */
const refused = (error: unknown): unknown =>
  error instanceof ApiProblem
    ? new HurongError({
        ...{ name: 'ServerRefused', kind: 'refused', message: error.message, cause: error },
        args: { said: { zh: error.said('zh'), en: error.said('en') } },
      })
    : error

/** Sends a single call by the server; it signs nothing for anybody. */
export const serverSender = ({ address }: ServerCarrier): CallSender => ({
  address,
  sendCalls: async ([call]) => {
    if (call === undefined) throw new Error('There is no call to be brought.')
    const body = { account: call.to.toLowerCase(), data: call.data.toLowerCase() }
    try {
      return (await postApi<Carried>('/carried', body)).transactionHash as Hex
    } catch (error) {
      throw refused(error)
    }
  },
  signTypedData: async () => {
    throw new Error('The server signs for nobody.')
  },
})
