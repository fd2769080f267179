export { doTask, type KeeperReport, keepOnce } from './keepOnce.ts'
export { createPatience, type KeeperOptions, runKeeper } from './runKeeper.ts'
export { KEEPER_ACTIONS, type KeeperAction, type KeeperTask, positionOf, tasksOf } from './tasks.ts'
export { type LoanWatch, watchLoans } from './watch.ts'
