import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import styles from './DataTable.module.css'

export interface Column<Row> {
  readonly key: string
  readonly head: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Numbers stand right, their heads too. */
  readonly numeric?: boolean
  readonly width?: number
  /** Of the column's cells and its head. */
  readonly className?: string | undefined
}

const classOf = <Row,>({ numeric, className }: Column<Row>) =>
  [numeric && 'num', className].filter(Boolean).join(' ') || undefined

interface DataTableProps<Row> {
  readonly caption: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string | number
  readonly rowClass?: (row: Row) => string | undefined
  /** Under 640 px a row is two lines: what and how much; state and when. The whole leads to `to`. */
  readonly phone: (row: Row) => {
    readonly first: ReactNode
    readonly amount: ReactNode
    readonly second: ReactNode
    readonly when: ReactNode
  }
  readonly to?: (row: Row) => string
  readonly foot?: ReactNode
  /** So many that a tablet has no room for them either. */
  readonly manyColumns?: boolean
}

/** A table where there is room, two lines a row on a phone; never scrolled sideways. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, columns, rowKey, rowClass, phone, to, foot, manyColumns } = props
  return (
    <>
      <table className={`${styles.table} ${manyColumns ? styles.many : ''}`}>
        <caption className="hidden-visually">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classOf(column)}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowClass?.(row)}>
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
      <ul className={`${styles.list} ${manyColumns ? styles.many : ''}`} aria-label={caption}>
        {rows.map((row) => {
          const { first, amount, second, when } = phone(row)
          const lines = (
            <>
              <span className={styles.line1}>
                <span>{first}</span>
                <span>{amount}</span>
              </span>
              <span className={styles.line2}>
                <span>{second}</span>
                <span>{when}</span>
              </span>
            </>
          )
          return (
            <li key={rowKey(row)} className={rowClass?.(row)}>
              {to ? (
                <Link to={to(row)} className={styles.row}>
                  {lines}
                </Link>
              ) : (
                <div className={styles.row}>{lines}</div>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
