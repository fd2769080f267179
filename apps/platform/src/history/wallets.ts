import type { Hex } from 'viem'
import { toHex } from 'viem'
import { type HDAccount, hdKeyToAccount, mnemonicToAccount } from 'viem/accounts'

/** The accounts of a local chain by their index, derived from its words when they are first asked for. */
export type Wallets = {
  account(index: number): HDAccount
  privateKey(index: number): Hex
}

/** @param mnemonic The words of a local chain, known to the whole world: never ones that hold anything of worth. */
export const createWallets = (mnemonic: string): Wallets => {
  // Stretching the words takes longer than all the rest, so it is done once for all accounts.
  const branch = mnemonicToAccount(mnemonic, { path: "m/44'/60'/0'/0" }).getHdKey()
  const known = new Map<number, HDAccount>()
  const account = (index: number): HDAccount => {
    let found = known.get(index)
    if (found === undefined) {
      found = hdKeyToAccount(branch, { path: `m/${index}` as "m/44'/60'/0'" })
      known.set(index, found)
    }
    return found
  }
  return {
    account,
    privateKey: (index) => {
      const { privateKey } = account(index).getHdKey()
      if (!privateKey) throw new Error(`Account ${index} has no key.`)
      return toHex(privateKey)
    },
  }
}
