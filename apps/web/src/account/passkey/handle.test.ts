import { expect, test } from 'vitest'
import { toHex } from './bytes.ts'
import { accountIn, firstHandle, handleFor } from './handle.ts'

const account = `0x${'a1'.repeat(20)}` as const

test('a passkey made for an account names it, and no two are the same', () => {
  const [one, two] = [handleFor(account), handleFor(account)]
  expect(accountIn(toHex(one))).toBe(account)
  expect(toHex(one)).not.toBe(toHex(two))
  // Authenticators take no more than this.
  expect(one.length).toBeLessThanOrEqual(64)
})

test('any other handle names none', () => {
  for (let i = 0; i < 600; i++) expect(accountIn(toHex(firstHandle()))).toBeNull()
  const other = handleFor(account)
  other[0] = 2
  expect(accountIn(toHex(other))).toBeNull()
  expect(accountIn(toHex(handleFor(account).slice(0, 36)))).toBeNull()
  expect(accountIn('0x')).toBeNull()
  expect(accountIn(null)).toBeNull()
})
