import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { developmentMnemonic, startChain } from '@hurong/chain'
import { createPublicClient, createWalletClient, http, type PublicClient } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { embeddedNodeFlags } from '../apps/server/src/database/nodeFlags.ts'
import {
  accountsOf,
  anAccount,
  balanceOf,
  currencyCall,
  keyOf,
  type RpcOperation,
  signed,
} from '../apps/server/src/fixtures/accounts.ts'
import { deployHurong, localConfig } from '../packages/sdk/src/node.ts'
import type { Bench, Figures } from './results.ts'

const people = 80
/** Operations of each of them, one after another as people do. */
const each = 15
/** As the SDK looks whether an operation is done. */
const lookEvery = 250
const giveUpAfter = 60_000

const program = fileURLToPath(new URL('./server/serveRelayer.ts', import.meta.url))

/** A chain of its own with the contracts. */
const openGround = async (folder: string) => {
  const chain = await startChain({
    ...{ dataDir: join(folder, 'chain'), port: 0, chainId: 31_337, accounts: 20 },
  })
  const publicClient = createPublicClient({
    ...{ chain: foundry, transport: http(chain.url), pollingInterval: 20, cacheTime: 0 },
  }) as unknown as PublicClient
  const account = mnemonicToAccount(developmentMnemonic)
  const walletClient = createWalletClient({ chain: foundry, transport: http(chain.url), account })
  const { deployment } = await deployHurong({
    publicClient,
    walletClient,
    config: localConfig(account.address),
  })
  const currency = deployment.currencies[0]?.address ?? '0x'
  return { chain, publicClient, currency, contracts: accountsOf(deployment), deployment }
}

const serve = async (file: string) => {
  const child = spawn(process.execPath, [...embeddedNodeFlags, program, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()))
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
  })
  return {
    url,
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Operations a second through HTTP, the embedded database and the embedded chain, with what accounts need made before. */
const measure = async (folder: string, say: (line: string) => void): Promise<Figures> => {
  const ground = await openGround(folder)
  const { chain, deployment, contracts } = ground
  const file = join(folder, 'relayer.json')
  const dataDir = join(folder, 'database')
  writeFileSync(file, JSON.stringify({ rpcUrl: chain.url, deployment, relayerKey: keyOf(9), dataDir }))
  const server = await serve(file)
  try {
    const ask = async (method: string, ...params: unknown[]) => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${server.url}/bundler`, { method: 'POST', headers, body })
      const { result, error } = (await response.json()) as { result?: unknown; error?: { message: string } }
      if (error !== undefined) throw new Error(error.message)
      return result
    }
    const bring = async (operation: RpcOperation): Promise<boolean> => {
      const hash = await ask('eth_sendUserOperation', operation, contracts.entryPoint)
      const until = performance.now() + giveUpAfter
      while (performance.now() < until) {
        await setTimeout(lookEvery)
        const receipt = (await ask('eth_getUserOperationReceipt', hash)) as { success: boolean } | null
        if (receipt !== null) return receipt.success
      }
      return false
    }
    const working = async () =>
      ((await (await fetch(`${server.url}/health`)).json()) as { relayerProblem: string | null })
        .relayerProblem === null
    while (!(await working())) await setTimeout(100)
    const accounts = await Promise.all(Array.from({ length: people }, () => anAccount(ground, contracts)))
    const call = currencyCall(ground, 'faucet', 1n)
    await Promise.all(accounts.map(async (account) => bring(await signed(account, [call]))))
    say(`${people} accounts were made; each sends ${each} operations, one after another`)

    const [first] = accounts
    if (first === undefined) throw new Error('There is no account.')
    const unsigned = { ...(await signed(first, [call])), signature: await first.getStubSignature() }
    const gas = (await ask('eth_estimateUserOperationGas', unsigned, contracts.entryPoint)) as Record<
      string,
      `0x${string}`
    >
    const limits = {
      callGasLimit: BigInt(gas.callGasLimit ?? 0),
      verificationGasLimit: BigInt(gas.verificationGasLimit ?? 0),
    }
    const queues: RpcOperation[][] = []
    for (const account of accounts) {
      const queue: RpcOperation[] = []
      // A key of its own for each nonce, so that all can be signed before the measure.
      for (let key = 1n; key <= BigInt(each); key++)
        queue.push(await signed(account, [call], { ...limits, nonce: key << 64n }))
      queues.push(queue)
    }
    let done = 0
    const blocksBefore = Number(await ground.publicClient.getBlockNumber())
    const began = performance.now()
    await Promise.all(
      queues.map(async (queue) => {
        for (const operation of queue) if (await bring(operation)) done += 1
      }),
    )
    const seconds = (performance.now() - began) / 1_000
    const blocks = Number(await ground.publicClient.getBlockNumber()) - blocksBefore
    let got = 0n
    for (const { address } of accounts) got += await balanceOf(ground as never, address)
    const lost = people * each - done
    if (Number(got) !== people * (each + 1))
      throw new Error(`The chain counts ${got} units, not ${people * (each + 1)}.`)
    say(`${done} operations in ${seconds.toFixed(1)} s and ${blocks} blocks, ${lost} lost`)
    return {
      'relayer.operationsPerSecond': {
        ...{ value: Math.round(done / seconds), unit: 'operations/s', goal: '>= 50' },
      },
      'relayer.lost': { value: lost, unit: 'operations', goal: '<= 0' },
    }
  } finally {
    await server.close()
    await chain.close()
  }
}

/** What the relayer brings to the chain in a second, sustained, for people who each wait for their own operation. */
export const bench: Bench = async (say) => {
  const folder = mkdtempSync(join(tmpdir(), 'hurong-bench-'))
  try {
    return await measure(folder, say)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
