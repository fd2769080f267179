import type { Hurong } from '@hurong/sdk'
import { beforeEach, describe, expect, test } from 'vitest'
import { bySignature, permissionSeconds, permissionUntil } from './permission.ts'

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

describe('what is done by a signed permission', () => {
  const hurong = {
    waitFor: async (hash: string) => void done.push(`waited for ${hash}`),
  } as unknown as Hurong
  const done: string[] = []
  const step = (name: string) => async () => {
    done.push(name)
    return { hash: `0x${name}` } as never
  }
  const before = { permission: step('permission'), payment: step('payment') }
  beforeEach(() => void done.splice(0))

  test('is one step where the wallet signs one', async () => {
    await bySignature(step('signed'), before)(hurong)
    expect(done).toEqual(['signed'])
  })

  test('is a permission and then the payment where the wallet turns out to sign none', async () => {
    const unsigned = async () => {
      throw Object.assign(new Error(), { name: 'PermitNotSigned' })
    }
    await bySignature(unsigned, before)(hurong)
    expect(done).toEqual(['permission', 'waited for 0xpermission', 'payment'])
  })

  test('is not done another way for any other reason', async () => {
    const declined = async () => {
      throw Object.assign(new Error(), { name: 'UserRejected' })
    }
    await expect(bySignature(declined, before)(hurong)).rejects.toThrow()
    expect(done).toEqual([])
  })
})
