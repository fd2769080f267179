import { badParameter } from './problems.ts'

/** Where a page ended: the values it was ordered by, opaque to the caller. */
export const encodeCursor = (values: readonly (string | number | bigint)[]): string =>
  Buffer.from(JSON.stringify(values.map(String))).toString('base64url')

/** What the database keeps as an integer, base units, or a word. */
type Kind = 'number' | 'amount' | 'word'

const patterns: Record<Kind, RegExp> = {
  number: /^-?\d{1,15}$/,
  amount: /^-?\d{1,78}$/,
  word: /^[\w:.-]{1,90}$/,
}

/** @throws ApiProblem if the text is no cursor of values of these kinds. */
export const decodeCursor = (text: string, kinds: readonly Kind[]): string[] => {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    const fits = (value: unknown, i: number) =>
      typeof value === 'string' && patterns[kinds[i] as Kind].test(value)
    if (Array.isArray(values) && values.length === kinds.length && values.every(fits))
      return values as string[]
  } catch {
    // No JSON: told below like any other text that is no cursor.
  }
  throw badParameter('cursor', 'is not a cursor that this listing gave.')
}

/** Cuts the row too many that was read to learn whether a page follows. */
export const pageOf = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  cursor: (row: Row) => readonly (string | number | bigint)[],
): { items: Item[]; nextCursor: string | null } => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(item),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursor(last)) : null,
  }
}
