export * from './deploy/index.ts'
export { deploymentPath, readDeployment, readDeploymentFile, writeDeployment } from './deployments/file.ts'
export { DeploymentNotFound, type OpenDeployment, openDeployment } from './deployments/openDeployment.ts'
export { FolderInUse, lockFolder } from './verify/lockFolder.ts'
