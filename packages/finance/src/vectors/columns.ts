/** A file of vectors: columns of equal length, each value a decimal string (forge reads it as uint256[]). */
export type Columns = Record<string, string[]>

type Cell = bigint | number

/** Turns rows into columns, in the order of the first row's keys. */
export function columnsOf(rows: readonly Record<string, Cell>[]): Columns {
  const names = Object.keys(rows[0] ?? {})
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => String(row[name]))]))
}

/** The text of a file of vectors: a line per column, so that a change can be read in a diff. */
export const textOf = (columns: Columns): string =>
  `{\n${Object.entries(columns)
    .map(([name, values]) => `"${name}":${JSON.stringify(values)}`)
    .join(',\n')}\n}\n`
