import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ChainError } from './errors.ts'
import { freePort } from './freePort.ts'
import type { Genesis } from './genesis.ts'
import { markProcess, readMark, stillRuns } from './processIdentity.ts'
import { connectRpc, type RpcClient } from './rpcClient.ts'

/** The gas a block takes: far above what a public chain allows, so that a demonstration fits into few blocks. */
export const blockGasLimit = 1_000_000_000

/** A running node and the way to talk to it. */
export type ChainNode = {
  readonly rpc: RpcClient
  readonly pid: number
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<string>
  stop(): Promise<void>
}

const nodeBinary = (): string => {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  const name = `@foundry-rs/anvil-${process.platform}-${arch}`
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    const binary = join(folder, 'bin', process.platform === 'win32' ? 'anvil.exe' : 'anvil')
    if (existsSync(binary)) return binary
  } catch {
    // Said below, together with the case of a package without its binary.
  }
  throw new ChainError(
    `anvil for ${process.platform}-${process.arch} is missing: run npm ci on this machine (${name}).`,
  )
}

const nodeArguments = (folder: string, genesis: Genesis, port: number): string[] => [
  ...['--host', '127.0.0.1', '--port', String(port), '--quiet'],
  ...['--chain-id', String(genesis.chainId), '--timestamp', String(genesis.timestamp)],
  ...['--mnemonic', genesis.mnemonic, '--accounts', String(genesis.accounts), '--balance', '1000000'],
  ...['--hardfork', 'osaka', '--gas-limit', String(blockGasLimit), '--no-mining', '--order', 'fifo'],
  // Each state kept costs as much memory as the whole state, and all but the newest are gone after a start anyway. A
  // call at a block further back is answered with an error, never with another block's figures.
  ...['--prune-history', '16', '--no-request-size-limit', '--cache-path', join(folder, 'cache')],
]

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const ended = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })

/** Ends a node that a killed program left behind in this folder; another process with its number is left alone. */
export const endOrphan = async (folder: string, log: (line: string) => void): Promise<void> => {
  const path = join(folder, 'node.pid')
  const mark = readMark(path)
  if (mark && stillRuns(mark)) {
    log(`chain: ending node ${mark.pid}, left behind by a program that was killed`)
    process.kill(mark.pid, 'SIGKILL')
    while (stillRuns(mark)) await pause(10)
  }
  rmSync(path, { force: true })
}

/**
 * Starts a node at block 0 on a private port.
 * @throws ChainError if it ends before it answers.
 */
export const startNode = async (folder: string, genesis: Genesis): Promise<ChainNode> => {
  const binary = nodeBinary()
  let reason = ''
  // The port is free when it is asked for and may be taken by another program before the node binds it.
  for (let attempt = 0; attempt < 3; attempt++) {
    const port = await freePort()
    const child = spawn(binary, nodeArguments(folder, genesis, port), { stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr?.on('data', (part: Buffer) => {
      words = `${words}${part}`.slice(-2000)
    })
    let running = true
    // A program that ends without stopping its node would leave it behind until the folder is opened again.
    const leave = () => void child.kill('SIGKILL')
    process.once('exit', leave)
    const exited = ended(child).then((how) => {
      running = false
      process.off('exit', leave)
      return `${how}${words === '' ? '' : `: ${words.trim()}`}`
    })
    const rpc = connectRpc(port)
    const mark = child.pid === undefined ? undefined : markProcess(child.pid)
    if (mark) writeFileSync(join(folder, 'node.pid'), JSON.stringify(mark))
    while (running) {
      try {
        await rpc.call('eth_chainId')
        break
      } catch {
        await pause(10)
      }
    }
    if (running && child.pid !== undefined) {
      const { pid } = child
      const stop = async () => {
        child.kill('SIGKILL')
        await exited
        rpc.close()
        rmSync(join(folder, 'node.pid'), { force: true })
      }
      return { rpc, pid, exited, stop }
    }
    rpc.close()
    reason = await exited
  }
  throw new ChainError(`The chain's node does not start (${reason}).`)
}
