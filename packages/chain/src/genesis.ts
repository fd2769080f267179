import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ChainError } from './errors.ts'
import { syncFolder } from './syncFolder.ts'

/** The version of what a data folder holds; another one is refused rather than guessed at. */
export const dataFormat = 1

/** What block 0 depends on. It is fixed when a data folder is made. */
export type Genesis = {
  readonly chainId: number
  /** Seconds since 1970. */
  readonly timestamp: number
  /** Seconds by which the chain's clock was ahead of the machine's at that moment. */
  readonly offset: number
  /** The words from which the funded accounts come. Never use ones that hold anything of worth. */
  readonly mnemonic: string
  /** How many accounts are funded. */
  readonly accounts: number
}

/** What a caller asks for: the chain's own settings, of which only the chain id must be told. */
export type GenesisWish = { readonly chainId: number } & Partial<Omit<Genesis, 'offset'>>

/** The words every development chain uses, known to the whole world. */
export const developmentMnemonic = 'test test test test test test test test test test test junk'

const describe = {
  chainId: 'chain id',
  timestamp: 'first timestamp',
  mnemonic: 'mnemonic',
  accounts: 'account count',
}

const refuseOther = (folder: string, held: Genesis, wish: GenesisWish): void => {
  for (const key of ['chainId', 'timestamp', 'mnemonic', 'accounts'] as const) {
    if (wish[key] === undefined || wish[key] === held[key]) continue
    const figures = key === 'mnemonic' ? '' : ` (${held[key]} there, ${wish[key]} asked for)`
    throw new ChainError(
      `The data folder ${folder} holds a chain with another ${describe[key]}${figures}. ` +
        'Use the settings it was made with, or choose another folder.',
    )
  }
}

/**
 * Reads what the folder's chain was made with, or writes it into an empty folder.
 * @throws ChainError if the folder is of another format, or of a chain other than the one asked for.
 */
export const openGenesis = (folder: string, wish: GenesisWish): Genesis => {
  const path = join(folder, 'chain.json')
  if (existsSync(path)) {
    const { format, ...held } = JSON.parse(readFileSync(path, 'utf8')) as Genesis & { format: number }
    if (format !== dataFormat) {
      throw new ChainError(
        `The data folder ${folder} is of format ${format}, and this version reads format ${dataFormat}. ` +
          'Start the version that made it, or choose another folder.',
      )
    }
    refuseOther(folder, held, wish)
    return held
  }
  if (existsSync(join(folder, 'journal'))) {
    throw new ChainError(`The data folder ${folder} has a journal but no chain.json. Restore it from a copy.`)
  }
  const wall = Math.floor(Date.now() / 1000)
  const timestamp = wish.timestamp ?? wall
  const genesis: Genesis = {
    chainId: wish.chainId,
    timestamp,
    offset: timestamp - wall,
    mnemonic: wish.mnemonic ?? developmentMnemonic,
    accounts: wish.accounts ?? 20,
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${path}.new`, `${JSON.stringify({ format: dataFormat, ...genesis }, null, 2)}\n`, {
    flush: true,
  })
  renameSync(`${path}.new`, path)
  syncFolder(folder)
  return genesis
}
