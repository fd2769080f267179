import { type BulkTable, bulkTable } from '../database/bulk.ts'
import * as schema from '../database/schema.ts'

/** Tables whose rows change; the order in which a block's touched rows are noted. */
const changing = {
  participants: schema.participants,
  wallets: schema.wallets,
  relations: schema.relations,
  policies: schema.policies,
  issuers: schema.issuers,
  products: schema.products,
  series: schema.series,
  holdings: schema.holdings,
  heldCash: schema.heldCash,
  loans: schema.loans,
  records: schema.records,
  roles: schema.roles,
  roleMembers: schema.roleMembers,
  roleFunctions: schema.roleFunctions,
  roleTargets: schema.roleTargets,
  operations: schema.operations,
  models: schema.models,
  secondSignatures: schema.secondSignatures,
} as const

/** Tables that only grow, an event at a time; each is cut back by the number that tells when a row came. */
const growing = {
  chainEvents: schema.chainEvents,
  claims: schema.claims,
  cashFlows: schema.cashFlows,
  repayments: schema.repayments,
  instalments: schema.instalments,
  fees: schema.fees,
  assessments: schema.assessments,
} as const

export type ChangingName = keyof typeof changing
export type GrowingName = keyof typeof growing
export type ChangingRow<N extends ChangingName> = (typeof changing)[N]['$inferSelect']
export type GrowingRow<N extends GrowingName> = (typeof growing)[N]['$inferInsert']

const bulk = <T extends Record<string, Parameters<typeof bulkTable>[0]>>(tables: T) =>
  Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, bulkTable(table)])) as {
    [N in keyof T]: BulkTable
  }

export const changingTables = bulk(changing)
export const growingTables = bulk(growing)
export const blocksTable = bulkTable(schema.blocks)
export const undoTable = bulkTable(schema.undo)
export const changingNames = Object.keys(changing) as ChangingName[]
export const growingNames = Object.keys(growing) as GrowingName[]

/** The column of a growing table that holds the event by which its rows came. */
export const cameBy: Record<GrowingName, string> = {
  chainEvents: 'id',
  claims: 'id',
  cashFlows: 'id',
  repayments: 'id',
  instalments: 'settled_by',
  fees: 'id',
  assessments: 'id',
}
