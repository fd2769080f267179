import { BaseError } from 'viem'

/**
 * An error as it is told at a terminal. What the client of the chain says of itself is left out: it repeats the address of the
 * node, which may hold a password.
 */
export const sentenceOf = (error: unknown): string => {
  if (!(error instanceof BaseError)) return error instanceof Error ? error.message : String(error)
  const { shortMessage, details = '' } = error
  return details === '' || details.includes('://') || shortMessage.includes(details)
    ? shortMessage
    : `${shortMessage} (${details})`
}
