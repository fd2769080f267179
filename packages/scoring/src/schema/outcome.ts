import { CellUnreadable } from './cell.ts'
import type { Condition, Schema } from './definition.ts'
import type { RowReader } from './derive.ts'

export type OutcomeOf = 'defaulted' | 'repaid' | 'notFinished'

/**
 * How a loan ended, or that it hasn't.
 * @throws CellUnreadable when no condition of the schema is met.
 */
export function outcomeOf({ outcome }: Schema, row: RowReader): OutcomeOf {
  const any = (conditions: readonly Condition[] = []) => conditions.some((condition) => holds(condition, row))
  if (any(outcome.notFinished)) return 'notFinished'
  if (any(outcome.default)) return 'defaulted'
  if (outcome.repaid === 'otherwise' || any(outcome.repaid)) return 'repaid'
  const column = outcome.default[0]?.column ?? ''
  throw new CellUnreadable(column, row.text(column), 'noOutcome')
}

function holds(condition: Condition, row: RowReader): boolean {
  if ('is' in condition) return condition.is.includes(row.text(condition.column))
  if ('present' in condition) return (row.text(condition.column) !== '') === condition.present
  const value = row.number(condition.column)
  return 'above' in condition ? value > condition.above : value <= condition.atMost
}
