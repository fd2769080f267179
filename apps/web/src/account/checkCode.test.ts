import { expect, test } from 'vitest'
import { checkCode } from './checkCode.ts'

const [account, other] = [`0x${'a1'.repeat(20)}`, `0x${'a2'.repeat(20)}`] as const
const key = `0x${'b1'.repeat(64)}` as const

test('a passkey has one code for an account, and another one or another account has another', async () => {
  const code = await checkCode(account, key)
  expect(code).toMatch(/^\d{4} \d{4} \d{4}$/)
  expect(await checkCode(account, key)).toBe(code)
  expect(await checkCode(other, key)).not.toBe(code)
  expect(await checkCode(account, `0x${'b1'.repeat(63)}b2`)).not.toBe(code)
})
