/** A figure that is not what the events say. */
export interface Difference {
  /** What it is a figure of: `loan 17`, `series …`, `participant 3`, `currency 0x…`. */
  readonly where: string
  readonly what: string
  /** What follows from the events. */
  readonly expected: string
  /** What is stored. */
  readonly found: string
}

/** Compares figures by name; each that differs is one difference. */
export const differences = (
  where: string,
  expected: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): Difference[] =>
  Object.entries(expected).flatMap(([what, value]) =>
    String(value) === String(found[what])
      ? []
      : [{ where, what, expected: String(value), found: String(found[what]) }],
  )
