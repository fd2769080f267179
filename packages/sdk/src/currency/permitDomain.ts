import {
  type Address,
  BaseError,
  domainSeparator,
  HttpRequestError,
  keccak256,
  parseAbi,
  RpcError,
  RpcRequestError,
  stringToHex,
  TimeoutError,
  WebSocketRequestError,
  zeroAddress,
} from 'viem'
import type { HurongContext, ReadContext } from '../client/context.ts'
import { toHurongError } from '../errors/index.ts'

/** The EIP-712 domain a currency's permits are signed in. */
export interface PermitDomain {
  readonly name: string
  readonly version: string
  readonly chainId: number
  readonly verifyingContract: Address
}

const permitAbi = parseAbi([
  'function eip712Domain() view returns (bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
  'function PERMIT_TYPEHASH() view returns (bytes32)',
  'function nonces(address) view returns (uint256)',
  'function name() view returns (string)',
  'function version() view returns (string)',
])

const permitType = keccak256(
  stringToHex('Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)'),
)

const isOfTheNode = (cause: unknown): boolean =>
  cause instanceof RpcError ||
  cause instanceof RpcRequestError ||
  cause instanceof HttpRequestError ||
  cause instanceof WebSocketRequestError ||
  cause instanceof TimeoutError

/** What a currency refuses to tell, or tells in no way that can be read, it has not; a node that does not answer says nothing of it. */
const unknownIfRefused = (error: unknown): undefined => {
  const known = toHurongError(error)
  const isUnreadable = error instanceof BaseError && !error.walk(isOfTheNode)
  if (known.kind === 'contract' || isUnreadable) return undefined
  throw known
}

/**
 * The domain of a currency's ERC-2612 permits: as it tells (ERC-5267) or, for currencies older than that, worked out of its name and
 * version (1 if it tells none), and held against its own separator.
 * @returns undefined if it takes no permits, or others than those of ERC-2612.
 * @throws HurongError if the chain cannot be reached.
 */
export const readPermitDomain = async (
  { publicClient }: Pick<ReadContext, 'publicClient'>,
  { currency }: { currency: Address },
): Promise<PermitDomain | undefined> => {
  const token = { address: currency, abi: permitAbi } as const
  const [told, separator, type, nonce, ownName, ownVersion, chainId] = await Promise.all([
    publicClient.readContract({ ...token, functionName: 'eip712Domain' }).catch(unknownIfRefused),
    publicClient.readContract({ ...token, functionName: 'DOMAIN_SEPARATOR' }).catch(unknownIfRefused),
    publicClient.readContract({ ...token, functionName: 'PERMIT_TYPEHASH' }).catch(unknownIfRefused),
    publicClient
      .readContract({ ...token, functionName: 'nonces', args: [zeroAddress] })
      .catch(unknownIfRefused),
    publicClient.readContract({ ...token, functionName: 'name' }).catch(unknownIfRefused),
    publicClient.readContract({ ...token, functionName: 'version' }).catch(unknownIfRefused),
    publicClient.getChainId(),
  ]).catch((error: unknown) => {
    throw toHurongError(error)
  })
  const name = told?.[1] ?? ownName
  const version = told?.[2] ?? ownVersion ?? '1'
  if (separator === undefined || nonce === undefined || name === undefined) return undefined
  // Some currencies of before ERC-2612 permit all or nothing under the same name.
  if (type !== undefined && type !== permitType) return undefined
  const domain = { name, version, chainId, verifyingContract: currency }
  return domainSeparator({ domain }) === separator ? domain : undefined
}

/**
 * Whether an account can sign permits of a currency: by its own key, for one that takes them. Some currencies ask whatever has code
 * instead, and be it another's for a time (EIP-7702).
 * @throws HurongError if the chain cannot be reached.
 */
export const takesPermitOf = async (
  context: Pick<HurongContext, 'publicClient'>,
  { currency, account }: { currency: Address; account: Address },
): Promise<boolean> => {
  try {
    const [domain, code = '0x'] = await Promise.all([
      readPermitDomain(context, { currency }),
      context.publicClient.getCode({ address: account }),
    ])
    return domain !== undefined && code === '0x'
  } catch (error) {
    throw toHurongError(error)
  }
}
