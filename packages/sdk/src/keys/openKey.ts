import type { Hex, LocalAccount, TransactionSerializable } from 'viem'
import { privateKeyToAccount, toAccount } from 'viem/accounts'
import { type KeySource, readKeyFile } from './keySource.ts'
import { openRemoteKey, type RemoteKey } from './remoteSigner.ts'

/** An account whose key is elsewhere. */
export const accountOfRemoteKey = (key: RemoteKey): LocalAccount =>
  toAccount({
    address: key.address,
    signTransaction: (transaction) => key.signTransaction(transaction as TransactionSerializable) as never,
    signTypedData: (typed) => key.signTypedData(typed as never),
    signMessage: ({ message }) => key.signMessage(message),
  }) as LocalAccount

/**
 * The account of a key, wherever it is kept.
 * @throws KeyMistake if a file holds none.
 */
export const openKey = (source: Hex | KeySource): LocalAccount => {
  if (typeof source === 'string') return privateKeyToAccount(source)
  if ('key' in source) return privateKeyToAccount(source.key)
  if ('file' in source) return privateKeyToAccount(readKeyFile(source))
  return accountOfRemoteKey(openRemoteKey(source.signerUrl, source.address))
}
