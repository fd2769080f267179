import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Connection, connect } from '../client/connect.ts'
import { fromHere } from '../terminal/files.ts'
import type { Deployment } from './deployment.ts'
import { readDeploymentFile } from './file.ts'

/** A chain or its deployment is not where it was looked for; the sentence says where, and what to do. */
export class DeploymentNotFound extends Error {
  override readonly name = 'DeploymentNotFound'
}

const localRpc = 'http://127.0.0.1:8545'

/** The address without what may be secret in it: a path or a password. */
const placeOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)

/**
 * Connects to the chain at an address that a person gave.
 * @throws DeploymentNotFound
 */
export const reachChain = async (url = localRpc): Promise<Connection> => {
  try {
    return await connect(url)
  } catch (cause) {
    throw new DeploymentNotFound(
      `no chain answers at ${placeOf(url)}. Start one with \`npm start\`, or give the address of one that runs with --rpc URL.`,
      { cause },
    )
  }
}

/** What a tool reads from and sends to. */
export interface OpenDeployment extends Pick<Connection, 'publicClient' | 'walletOf'> {
  readonly deployment: Deployment
}

/**
 * Path of the deployment file of a chain: the given one, from where the person stands, or that of the platform's own data folder.
 * @throws DeploymentNotFound
 */
export const deploymentFileOf = (chainId: number, file?: string): string => {
  const path = file === undefined ? resolve(`.data/deployments/${chainId}.json`) : fromHere(file)
  if (!existsSync(path))
    throw new DeploymentNotFound(
      `there is no deployment file ${path}. It lies in the data folder the platform was started with: give it with --deployment FILE.`,
    )
  return path
}

/**
 * The chain at an address, and the deployment on it, as the tools at a terminal take them.
 * @param rpc This machine's if left out.
 * @param file Of the deployment; that of the platform's own data folder if left out.
 * @throws DeploymentNotFound, or Error with the path of a file that cannot be read.
 */
export const openDeployment = async ({
  rpc,
  file,
}: {
  rpc?: string | undefined
  file?: string | undefined
}): Promise<OpenDeployment> => {
  const { publicClient, walletOf, chain } = await reachChain(rpc)
  const deployment = readDeploymentFile(deploymentFileOf(chain.id, file))
  if (deployment.chainId !== chain.id)
    throw new DeploymentNotFound(
      `the deployment is of chain ${deployment.chainId}, and this is chain ${chain.id}.`,
    )
  return { publicClient, walletOf, deployment }
}
