import { createHurong, type Deployment, gasMargin, toHurongError } from '@hurong/sdk'
import { isPlatformAccount, passkeyAccountAbi } from '@hurong/sdk/accounts'
import { paidForOthers } from '@hurong/sdk/keeper'
import { type KeySource, openKey } from '@hurong/sdk/keys'
import {
  type Address,
  createPublicClient,
  createWalletClient,
  decodeFunctionData,
  type Hash,
  type Hex,
  http,
  keccak256,
  TransactionNotFoundError,
} from 'viem'
import type { Database } from '../database/database.ts'
import { chainAt } from '../platform/chainAt.ts'
import { useAllowance } from './allowance.ts'
import { carryingRefused } from './problems.ts'

/**
 * Brings to the chain, at the operator's cost, what anybody may do for an account: a person who has lost every passkey has nothing to
 * pay with, and their trustees need not. It may refuse, and can do nothing that anybody else could not.
 */
export interface Carrier {
  readonly address: Address
  /** @returns the transaction, which is on its way. @throws ApiProblem `CarryingRefused` or `TooManyRequests` */
  readonly carry: (account: Address, data: Hex) => Promise<Hash>
}

export interface CarrierSettings {
  /** Where it is counted what was paid for. */
  readonly database: Database
  readonly deployment: Deployment
  readonly rpcUrl: string
  /** A key that can pay fees and has no privilege. */
  readonly privateKey: Hex | KeySource
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

const carried = new Set(['rehearse', 'proposeRecovery', 'finaliseRecovery', 'executeScheduled'])
/** Another program may send from the same key at the same moment; whoever comes second tries again. */
const attempts = 3

const nameOf = (data: Hex): string | undefined => {
  try {
    return decodeFunctionData({ abi: passkeyAccountAbi, data }).functionName
  } catch {
    return undefined
  }
}

export const openCarrier = ({
  database,
  deployment,
  rpcUrl,
  privateKey,
  now = Date.now,
}: CarrierSettings): Carrier => {
  const chain = chainAt(deployment, rpcUrl)
  const transport = http(rpcUrl)
  const publicClient = createPublicClient({ chain, transport })
  const wallet = createWalletClient({ chain, transport, account: openKey(privateKey) })
  const { context } = createHurong({ publicClient, deployment })
  let turn: Promise<unknown> = Promise.resolve()

  /** @returns the gas it takes. */
  const requirePossible = async (to: Address, data: Hex): Promise<bigint> => {
    const estimate = await publicClient
      .estimateGas({ account: wallet.account, to, data })
      .catch((error: unknown) => {
        const problem = toHurongError(error)
        // A node that does not answer has refused nothing.
        if (problem.kind === 'unreachable') throw problem
        throw carryingRefused(
          'The account would refuse it now. Look at it again.',
          '账户现在会拒绝此操作，请重新查看。',
        )
      })
    if (estimate > paidForOthers.gas)
      throw carryingRefused(
        'It costs more than is paid for others here. Bring it with a wallet of your own.',
        '费用超过本站代付的上限，请用自己的钱包提交。',
      )
    return estimate
  }
  const isThere = (hash: Hash): Promise<boolean> =>
    publicClient.getTransaction({ hash }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof TransactionNotFoundError) return false
        throw error
      },
    )
  const send = async (to: Address, data: Hex, estimate: bigint): Promise<Hash> => {
    for (let attempt = 1; ; attempt++) {
      const request = await wallet.prepareTransactionRequest({ to, data, gas: gasMargin(estimate) })
      const serializedTransaction = await wallet.signTransaction(request as never)
      try {
        return await publicClient.sendRawTransaction({ serializedTransaction })
      } catch (error) {
        const hash = keccak256(serializedTransaction)
        // What was taken and not answered for would be paid for once more under the next nonce.
        if (await isThere(hash)) return hash
        if (attempt === attempts) throw error
      }
    }
  }
  return {
    address: wallet.account.address.toLowerCase() as Address,
    carry: async (account, data) => {
      const name = nameOf(data)
      if (name === undefined || !carried.has(name))
        throw carryingRefused(
          'Only rehearsals, recoveries and what was announced are brought here.',
          '这里只代为提交演练、找回和已公布的变更。',
        )
      if (!(await isPlatformAccount(context, account)))
        throw carryingRefused(
          'There is no account of this platform at this address.',
          '该地址没有本平台的账户。',
        )
      // Tried before it is counted: anybody can make up what the account refuses, and would use up its day. What is refused keeps
      // nobody waiting; and whoever waited tries again, for somebody before may have done the same.
      await requirePossible(account, data)
      const sent = turn.then(async () => {
        const estimate = await requirePossible(account, data)
        await useAllowance(database, account, { isRehearsal: name === 'rehearse', now: now() })
        return send(account, data, estimate)
      })
      turn = sent.catch(() => undefined)
      return sent
    },
  }
}
