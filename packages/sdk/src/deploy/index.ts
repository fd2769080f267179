export {
  businessProduct,
  type DeployConfig,
  type FirstProduct,
  LOCAL_CHAIN_IDS,
  localConfig,
  type Powers,
  personalProduct,
  publicConfig,
  retailPolicy,
} from './config.ts'
export { planContracts, testCurrencies } from './contracts.ts'
export { type Deployed, deployHurong } from './deployHurong.ts'
export { lackOfGasMoney } from './gasMoney.ts'
export { ROLES, type RoleName, roleFunctions } from './roles.ts'
export type { StepReport } from './steps.ts'
