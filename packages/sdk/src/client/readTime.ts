import { toHurongError } from '../errors/index.ts'
import type { ReadContext } from './context.ts'

/** Init code that returns the block's time: TIMESTAMP, PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN. */
const timestampCode = '0x425f5260205ff3'

/**
 * The chain's present, seconds since 1970: what a contract called now would take for the time. On a chain that mines
 * only when something happens this is later than its newest block.
 * @throws HurongError
 */
export const readTime = async ({ publicClient }: Pick<ReadContext, 'publicClient'>): Promise<number> => {
  try {
    const { data } = await publicClient.call({ data: timestampCode })
    return Number(BigInt(data ?? '0x0'))
  } catch (error) {
    throw toHurongError(error)
  }
}
