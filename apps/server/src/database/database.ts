import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** The database, embedded or a server: what is written against it knows no difference. */
export type Database = PgDatabase<PgQueryResultHKT>
/** The database inside a transaction, or outside of one. */
export type Executor = Pick<
  Database,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute' | '$count'
>

/** Rows of a raw statement: both drivers answer with an object that has them. */
export const rowsOf = <Row>(result: unknown): Row[] => (result as { rows: Row[] }).rows
