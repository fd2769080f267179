/** What a limit still leaves; nothing where more was used, for a limit is lowered at once. Base units. */
export const leftOf = (limit: bigint, used: bigint): bigint => (limit > used ? limit - used : 0n)
