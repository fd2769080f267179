// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { forgetPasskey, keepAccount, type PasskeyAccountRecord, passkeysOf, preferPasskey } from './stored.ts'

const account = `0x${'a'.repeat(40)}` as const
const passkey = (digit: string, given: Partial<PasskeyAccountRecord> = {}): PasskeyAccountRecord => ({
  chainId: 31_337,
  address: account,
  name: `Key ${digit}`,
  credentialId: digit,
  publicKey: `0x${digit.repeat(128)}`,
  ...given,
})
const names = () => passkeysOf(31_337, account.toUpperCase().replace('0X', '0x')).map(({ name }) => name)

test('a browser has several passkeys of one account, asks the preferred one, and forgets one at a time', () => {
  keepAccount(passkey('1'))
  keepAccount(passkey('2'))
  keepAccount(passkey('3', { chainId: 1 }))
  expect(names()).toEqual(['Key 1', 'Key 2'])
  keepAccount(passkey('1', { name: 'Renamed' }))
  expect(names()).toEqual(['Renamed', 'Key 2'])
  preferPasskey(passkey('2'))
  expect(names()).toEqual(['Key 2', 'Renamed'])
  forgetPasskey(passkey('2'))
  expect(names()).toEqual(['Renamed'])
})
