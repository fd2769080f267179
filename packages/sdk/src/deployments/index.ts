export { currencyOf, type DeployedCurrency, type Deployment, parseDeployment } from './deployment.ts'
