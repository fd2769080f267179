import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../terminal/index.ts'
import type { Deployment } from './deployment.ts'
import { parseDeployment } from './deployment.ts'

/** Path of the deployment file of a chain in a folder of them. */
export const deploymentPath = (folder: string, chainId: number): string => join(folder, `${chainId}.json`)

/** Reads a deployment file. @throws Error with its path if it is missing, no JSON or incomplete. */
export const readDeploymentFile = (path: string): Deployment => {
  try {
    return parseDeployment(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new Error(`The deployment file ${path} cannot be read: ${(cause as Error).message}`, { cause })
  }
}

/** Reads the deployment of a chain out of a folder; undefined if there is none. */
export const readDeployment = (folder: string, chainId: number): Deployment | undefined =>
  existsSync(deploymentPath(folder, chainId))
    ? readDeploymentFile(deploymentPath(folder, chainId))
    : undefined

/** Writes a deployment whole or not at all. @returns its path. */
export const writeDeployment = (folder: string, deployment: Deployment): string => {
  makeFolder(folder)
  const path = deploymentPath(folder, deployment.chainId)
  const temporary = `${path}.${process.pid}.new`
  writeFileSync(temporary, `${JSON.stringify(deployment, null, 2)}\n`)
  renameSync(temporary, path)
  return path
}
