/**
 * What the database, or whatever else failed, says of it in its first line, for the log. Below the line and around the cause stand
 * the values of a query and the address of a node, which are no matter of a log.
 */
export const causeOf = (error: unknown): string => {
  const { message = '', cause } = error as Error
  return String(cause instanceof Error ? cause.message : message).split('\n')[0] ?? ''
}
