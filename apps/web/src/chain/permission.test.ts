import type { Hurong } from '@hurong/sdk'
import { expect, test } from 'vitest'
import { permissionSeconds, permissionUntil } from './permission.ts'

/** A chain on which a contract called now would read this time. */
const chainAt = (present: number) =>
  ({
    context: { publicClient: { call: async () => ({ data: `0x${present.toString(16)}` }) } },
  }) as unknown as Pick<Hurong, 'context'>

test('a permission counts from the present of a local chain, whatever the clock on the wall says', async () => {
  expect(await permissionUntil(chainAt(1_000_000), true, 1_900_000)).toBe(
    BigInt(1_000_000 + permissionSeconds),
  )
  expect(await permissionUntil(chainAt(1_900_000), true, 1_000_000)).toBe(
    BigInt(1_900_000 + permissionSeconds),
  )
})

test('elsewhere it never counts from before the clock on the wall: a quiet chain’s newest block may be old', async () => {
  expect(await permissionUntil(chainAt(1_000_000), false, 1_900_000)).toBe(
    BigInt(1_900_000 + permissionSeconds),
  )
  expect(await permissionUntil(chainAt(1_900_000), false, 1_000_000)).toBe(
    BigInt(1_900_000 + permissionSeconds),
  )
})
