// The arithmetic is no package of its own for third parties, and who shows or checks an amount needs it.
export * from '@hurong/finance'
