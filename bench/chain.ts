import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { developmentMnemonic, startChain } from '@hurong/chain'
import { createWalletClient, http } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import type { Bench } from './results.ts'

const chainId = 31_337
const bulk = 2_000
const single = 100

/** Transfers per second in bulk, the time of one acknowledged transaction, and the time to come back after a kill. */
export const bench: Bench = async (say) => {
  const folder = mkdtempSync(join(tmpdir(), 'hurong-bench-'))
  const open = () => startChain({ dataDir: folder, port: 0, chainId, timestamp: 1_700_000_000 })
  const account = mnemonicToAccount(developmentMnemonic)
  let chain = await open()
  try {
    const sign = (nonce: number) =>
      account.signTransaction({
        ...{ type: 'eip1559', chainId, nonce, to: account.address, value: 1n, gas: 21_000n },
        ...{ maxFeePerGas: 10_000_000_000n, maxPriorityFeePerGas: 0n },
      })
    const raws = await Promise.all(Array.from({ length: bulk }, (_, nonce) => sign(nonce)))
    let began = performance.now()
    for (let at = 0; at < bulk; at += 200) {
      await chain.mine({ timestamp: 1_700_000_100 + at, raws: raws.slice(at, at + 200) })
    }
    const perSecond = Math.round((bulk * 1000) / (performance.now() - began))

    const wallet = createWalletClient({ account, transport: http(chain.url) })
    const times: number[] = []
    for (let n = 0; n < single; n++) {
      const serializedTransaction = await sign(bulk + n)
      began = performance.now()
      await wallet.sendRawTransaction({ serializedTransaction })
      times.push(performance.now() - began)
    }
    times.sort((a, b) => a - b)
    await chain.close()
    began = performance.now()
    chain = await open()
    const restart = Math.round(performance.now() - began)
    say(`${bulk} transfers in bulk, ${single} one by one, then a restart`)
    return {
      'chain.bulkTransactionsPerSecond': { value: perSecond, unit: 'transactions/s' },
      'chain.acknowledged.median': { value: Math.round((times[single >> 1] ?? 0) * 10) / 10, unit: 'ms' },
      'chain.restart': { value: restart, unit: 'ms' },
    }
  } finally {
    await chain.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
