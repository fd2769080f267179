export { type AccountKeeperOptions, type AccountReport, createAccountKeeper } from './keepAccounts.ts'
export { doTask, type KeeperReport, keepOnce } from './keepOnce.ts'
export { paidForOthers } from './paidToday.ts'
export { createPatience, type KeeperOptions, runKeeper } from './runKeeper.ts'
export { KEEPER_ACTIONS, type KeeperAction, type KeeperTask, positionOf, tasksOf } from './tasks.ts'
export { type LoanWatch, watchLoans } from './watch.ts'
export {
  ACCOUNT_ACTIONS,
  type AccountAction,
  type AccountTask,
  type AccountWatch,
  watchAccounts,
} from './watchAccounts.ts'
export { type PolicyWatch, watchPolicies } from './watchPolicies.ts'
