import {
  type Address,
  type Hex,
  hexToBytes,
  isAddressEqual,
  isHex,
  keccak256,
  numberToHex,
  parseTransaction,
  recoverMessageAddress,
  recoverTransactionAddress,
  recoverTypedDataAddress,
  type SignableMessage,
  serializeTransaction,
  stringToHex,
  type TransactionSerializable,
  type TypedDataDefinition,
  toHex,
} from 'viem'

/** A key that never leaves where it is kept. */
export interface RemoteKey {
  readonly address: Address
  readonly signTransaction: (transaction: TransactionSerializable) => Promise<Hex>
  readonly signTypedData: (typed: TypedDataDefinition) => Promise<Hex>
  readonly signMessage: (message: SignableMessage) => Promise<Hex>
}

/** A signer does not answer, refuses, or signed something else than it was asked for. */
export class SignerProblem extends Error {
  override readonly name = 'SignerProblem'
}

/** Milliseconds after which a signer counts as silent: an HSM takes a fraction of a second. */
const answersWithin = 5_000

type Answer = { readonly result?: unknown; readonly error?: { readonly message?: string } }

/** Name and password stand in the address, and travel as a header. */
const reachOf = (signerUrl: string) => {
  const given = new URL(signerUrl)
  const { username, password } = given
  given.username = ''
  given.password = ''
  const basic = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)
  return {
    url: given.href,
    headers: {
      'content-type': 'application/json',
      ...(username === '' ? {} : { authorization: `Basic ${basic.toString('base64')}` }),
    },
  }
}

const jsonRpc = (signerUrl: string) => async (method: string, params: readonly unknown[]) => {
  const { url, headers } = reachOf(signerUrl)
  let answer: Answer
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      signal: AbortSignal.timeout(answersWithin),
      redirect: 'error',
    })
    answer = (await response.json()) as Answer
  } catch (cause) {
    throw new SignerProblem('The signer does not answer.', { cause })
  }
  if (answer.error !== undefined && answer.error !== null)
    throw new SignerProblem(`The signer refuses ${method}: ${answer.error.message ?? 'without a reason'}.`)
  // Some answer with the bytes, others with the bytes and what was read of them.
  const { raw = answer.result } = (answer.result ?? {}) as { raw?: unknown }
  if (!isHex(raw)) throw new SignerProblem(`The signer answers ${method} with something else than bytes.`)
  return raw
}

const quantity = (value: bigint | number | undefined) =>
  value === undefined ? undefined : numberToHex(value)

/** The fields as JSON-RPC carries them; what is undefined JSON leaves out. */
const fieldsOf = (from: Address, transaction: TransactionSerializable) => ({
  from,
  to: transaction.to ?? undefined,
  gas: quantity(transaction.gas),
  value: numberToHex(transaction.value ?? 0n),
  nonce: numberToHex(transaction.nonce ?? 0),
  data: transaction.data ?? '0x',
  chainId: quantity(transaction.chainId),
  gasPrice: quantity(transaction.gasPrice),
  maxFeePerGas: quantity(transaction.maxFeePerGas),
  maxPriorityFeePerGas: quantity(transaction.maxPriorityFeePerGas),
})

/** What was to be signed, to be compared with what was. */
const unsigned = (transaction: TransactionSerializable): Hex => keccak256(serializeTransaction(transaction))

const requireSame = async (asked: TransactionSerializable, raw: Hex, address: Address): Promise<void> => {
  const { r: _r, s: _s, v: _v, yParity: _y, ...told } = parseTransaction(raw)
  const type = asked.type ?? (asked.maxFeePerGas === undefined ? 'legacy' : 'eip1559')
  const same =
    unsigned(told as TransactionSerializable) === unsigned({ ...asked, type } as TransactionSerializable)
  const by = await recoverTransactionAddress({ serializedTransaction: raw as never })
  if (!same || !isAddressEqual(by, address))
    throw new SignerProblem('The signer signed something else than it was asked for. Nothing is sent.')
}

const typedText = (typed: TypedDataDefinition): string => {
  const fields = Object.keys(typed.domain ?? {})
  const domainTypes = (
    [
      ['name', 'string'],
      ['version', 'string'],
      ['chainId', 'uint256'],
      ['verifyingContract', 'address'],
      ['salt', 'bytes32'],
    ] as const
  ).flatMap(([name, type]) => (fields.includes(name) ? [{ name, type }] : []))
  const types = { EIP712Domain: domainTypes, ...typed.types }
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
  return JSON.stringify({ ...typed, types }, plain)
}

/**
 * A key with a signer over JSON-RPC as Web3Signer speaks it in its eth1 mode, in front of a KMS, an HSM or a vault:
 * `eth_signTransaction`, `eth_signTypedData`, `eth_sign`. What comes back is checked, so a signer that errs has nothing sent.
 */
export const openRemoteKey = (signerUrl: string, address: Address): RemoteKey => {
  const ask = jsonRpc(signerUrl)
  const requireBy = (by: Address): void => {
    if (!isAddressEqual(by, address)) throw new SignerProblem('The signer signed with another key.')
  }
  return {
    address,
    signTransaction: async (transaction) => {
      const raw = await ask('eth_signTransaction', [fieldsOf(address, transaction)])
      await requireSame(transaction, raw, address)
      return raw
    },
    signTypedData: async (typed) => {
      const signature = await ask('eth_signTypedData', [address, typedText(typed)])
      requireBy(await recoverTypedDataAddress({ ...typed, signature } as never))
      return signature
    },
    signMessage: async (message) => {
      const data =
        typeof message === 'string'
          ? stringToHex(message)
          : typeof message.raw === 'string'
            ? message.raw
            : toHex(message.raw)
      const signature = await ask('eth_sign', [address, data])
      requireBy(await recoverMessageAddress({ message: { raw: hexToBytes(data) }, signature }))
      return signature
    },
  }
}
