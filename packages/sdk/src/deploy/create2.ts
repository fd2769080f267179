import type { Address, Hash, Hex, PublicClient } from 'viem'
import { concatHex, getCreate2Address, numberToHex, parseEther } from 'viem'
import { HurongError, toHurongError } from '../errors/index.ts'
import type { Signer } from './signer.ts'

/** The deployment proxy that stands at the same address on every EVM chain; it deploys by CREATE2 what it is sent. */
export const proxyAddress: Address = '0x4e59b44847b379578588920ca78fbf26c0b4956c'

/** Who the proxy's transaction is from; nobody has the key, for the signature was chosen and the key follows from it. */
const proxyDeployer: Address = '0x3fab184622dc19b6109349b94811493bf2a45362'
const proxyGasMoney = parseEther('0.01')

/** The proxy's transaction, without a chain id: it can be sent to any chain that still takes such. */
const proxyTransaction: Hex = `0x${[
  'f8a58085174876e800830186a08080b853604580600e600039806000f350fe',
  '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0',
  '3601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3',
  '1ba02222222222222222222222222222222222222222222222222222222222222222',
  'a02222222222222222222222222222222222222222222222222222222222222222',
].join('')}`

/** One salt for all: what differs in code or arguments has another address anyway. */
const salt = numberToHex(0x4875_726f_6e67n, { size: 32 })

/** Whether there is code at an address. */
export const hasCode = async (publicClient: PublicClient, address: Address): Promise<boolean> => {
  const code = await publicClient.getCode({ address }).catch((error: unknown) => {
    throw toHurongError(error)
  })
  return code !== undefined && code !== '0x'
}

/** Where the proxy puts this creation code with its arguments. */
export const create2Address = (code: Hex, itsSalt: Hex = salt): Address =>
  getCreate2Address({ from: proxyAddress, salt: itsSalt, bytecode: code }).toLowerCase() as Address

/** Deploys creation code. @returns the transaction. */
export const deployCode = (signer: Signer, code: Hex, itsSalt: Hex = salt): Promise<Hash> =>
  signer.send({ to: proxyAddress, data: concatHex([itsSalt, code]) })

/**
 * Brings the proxy to a chain that lacks it.
 * @throws HurongError if the chain takes no transaction without a chain id: the proxy must then be brought there by others.
 */
export const bringProxy = async (publicClient: PublicClient, signer: Signer): Promise<void> => {
  const balance = await publicClient.getBalance({ address: proxyDeployer })
  if (balance < proxyGasMoney) await signer.send({ to: proxyDeployer, value: proxyGasMoney - balance })
  try {
    const hash = await publicClient.sendRawTransaction({ serializedTransaction: proxyTransaction })
    await publicClient.waitForTransactionReceipt({ hash })
  } catch (cause) {
    const message = `The chain has no deployment proxy at ${proxyAddress} and did not take its transaction.`
    throw new HurongError({ name: 'Unexpected', kind: 'other', message, cause })
  }
}
