import { type Address, formatEther, type PublicClient } from 'viem'

/** The most gas one transaction may take (EIP-7825). */
const mostOfOne = 16_777_216n

/**
 * What a deployer lacks who could not deploy, as a sentence about it goes on. Asked after the failure: who finds all of it
 * deployed needs no money, and nodes have many words for an empty account, some of which blame the contract.
 * @returns undefined if its money pays for any transaction, or the node does not tell.
 */
export const lackOfGasMoney = async (
  publicClient: PublicClient,
  deployer: Address,
): Promise<string | undefined> => {
  try {
    const [balance, price] = await Promise.all([
      publicClient.getBalance({ address: deployer }),
      publicClient.getGasPrice(),
    ])
    if (balance === 0n) return 'has no money for gas'
    if (balance >= price * mostOfOne) return undefined
    return `has ${formatEther(balance)} for gas, which may be too little at the present price`
  } catch {
    return undefined
  }
}
