import { type Address, decodeAbiParameters, decodeFunctionData, encodeEventTopics, type Hex } from 'viem'
import { entryPoint08Abi } from 'viem/account-abstraction'
import type { ReadContext } from '../client/index.ts'
import { readAccountLogs, timesOf } from './accountLogs.ts'

/** Operations looked at unless told: enough to see which passkeys are in use. */
const lookedAt = 12

const signersIn = (input: Hex, account: Address): readonly Hex[] => {
  try {
    const { functionName, args } = decodeFunctionData({ abi: entryPoint08Abi, data: input })
    if (functionName !== 'handleOps') return []
    return args[0]
      .filter(({ sender }) => sender.toLowerCase() === account.toLowerCase())
      .flatMap(
        ({ signature }) => decodeAbiParameters([{ type: 'bytes[]' }, { type: 'bytes[]' }], signature)[0],
      )
  } catch {
    // Brought in some other way: then nobody can tell from it who signed.
    return []
  }
}

/**
 * When each signer last signed an operation, as far as the latest of them tell; by the signer in lower case.
 * @throws HurongError, or the client's errors.
 */
export const readLastUses = async (
  context: ReadContext,
  account: Address,
  operations = lookedAt,
): Promise<ReadonlyMap<Hex, number>> => {
  const { accounts } = context.deployment
  if (accounts === undefined) throw new Error('This platform has no accounts of its own.')
  const [event, , sender] = encodeEventTopics({
    ...{ abi: entryPoint08Abi, eventName: 'UserOperationEvent' },
    args: { sender: account },
  }) as [Hex, null, Hex]
  const logs = await readAccountLogs(context, { address: accounts.entryPoint, topics: [event, null, sender] })
  const latest = logs.slice(-operations)
  const [times, transactions] = await Promise.all([
    timesOf(
      context,
      latest.map(({ blockNumber }) => blockNumber ?? 0n),
    ),
    Promise.all(
      latest.map(({ transactionHash: hash }) => context.publicClient.getTransaction({ hash: hash ?? '0x' })),
    ),
  ])
  return new Map(
    transactions.flatMap(({ input, blockNumber }) =>
      signersIn(input, account).map((signer) => [
        signer.toLowerCase() as Hex,
        times.get(blockNumber ?? 0n) ?? 0,
      ]),
    ),
  )
}
