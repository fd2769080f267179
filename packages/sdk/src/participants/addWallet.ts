import type { Address, Hex, LocalAccount } from 'viem'
import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/** What the new wallet signs (EIP-712) to be added to a participant. */
export const addWalletTypedData = (
  { deployment }: Pick<HurongContext, 'deployment'>,
  { participantId, wallet, deadline }: { participantId: number; wallet: Address; deadline: bigint },
) => ({
  domain: {
    name: 'Hurong Participants',
    version: '1',
    chainId: deployment.chainId,
    verifyingContract: deployment.contracts.participants,
  },
  primaryType: 'AddWallet' as const,
  types: {
    AddWallet: [
      { name: 'participantId', type: 'uint32' },
      { name: 'wallet', type: 'address' },
      { name: 'deadline', type: 'uint256' },
    ],
  },
  message: { participantId, wallet, deadline },
})

/** Signs with a local account what `addWallet` needs of the new wallet. */
export const signAddWallet = (
  context: Pick<HurongContext, 'deployment'>,
  account: LocalAccount,
  { participantId, deadline }: { participantId: number; deadline: bigint },
): Promise<Hex> =>
  account.signTypedData(addWalletTypedData(context, { participantId, wallet: account.address, deadline }))

/**
 * Adds a wallet to the caller's participant; `signature` is the new wallet's, see `addWalletTypedData`.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const addWallet = (
  context: HurongContext,
  { wallet, deadline, signature }: { wallet: Address; deadline: bigint; signature: Hex },
) => send(context, 'participants', 'addWallet', [wallet, deadline, signature])
