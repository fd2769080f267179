export { deploymentPath, readDeployment, readDeploymentFile, writeDeployment } from './deployments/file.ts'
