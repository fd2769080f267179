import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { connect, type ReadContext } from '../client/index.ts'
import { readDeploymentFile } from '../deployments/file.ts'

/** The address without what may be secret in it: a path or a password. */
const placeOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)

const reach = async (url: string, again: string) => {
  try {
    return await connect(url)
  } catch (cause) {
    throw new Error(
      `no chain answers at ${placeOf(url)}. Start one with \`npm start\`, or give the address of one that runs with --rpc URL; then ${again} again.`,
      { cause },
    )
  }
}

const deploymentAt = (path: string) => {
  const file = resolve(path)
  if (!existsSync(file))
    throw new Error(
      `there is no deployment file ${file}. It lies in the data folder the platform was started with: give it with --deployment FILE.`,
    )
  return readDeploymentFile(file)
}

/**
 * Opens the contracts a command of the terminal is to read, where it was told to look or where `npm start` puts them.
 * @param again What to do again once a chain answers: `verify`.
 * @throws Error that says where nothing was found and what to do.
 */
export const openDeployed = async (
  { rpc, deployment: file }: { rpc?: string | undefined; deployment?: string | undefined },
  again: string,
): Promise<ReadContext> => {
  const { publicClient, chain } = await reach(rpc ?? 'http://127.0.0.1:8545', again)
  const deployment = deploymentAt(file ?? `.data/deployments/${chain.id}.json`)
  if (deployment.chainId !== chain.id)
    throw new Error(`the deployment is of chain ${deployment.chainId}, and this is chain ${chain.id}.`)
  return { publicClient, deployment }
}
