export { DatabaseProblem } from './database/problem.ts'
