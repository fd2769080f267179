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
}

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
}

/** A table where there is room, two lines a row on a phone; never scrolled sideways. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, columns, rowKey, rowClass, phone, to, foot } = props
  return (
    <>
      <table className={styles.table}>
        <caption className="hidden-visually">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, head, numeric, width }) => (
              <th
                key={key}
                scope="col"
                className={numeric ? 'num' : undefined}
                style={width ? { width } : undefined}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowClass?.(row)}>
              {columns.map(({ key, cell, numeric }) => (
                <td key={key} className={numeric ? 'num' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
      <ul className={styles.list} aria-label={caption}>
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
