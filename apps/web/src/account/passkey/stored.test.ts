// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { keepAccount, type PasskeyAccountRecord, passkeysOf } from './stored.ts'

const record: PasskeyAccountRecord = {
  chainId: 31_337,
  address: `0x${'a'.repeat(40)}`,
  name: 'My phone',
  credentialId: 'abc',
  publicKey: `0x${'b'.repeat(128)}`,
}
const another: PasskeyAccountRecord = { ...record, name: 'My tablet', publicKey: `0x${'c'.repeat(128)}` }
const keptHere = () => passkeysOf(record.chainId, record.address)

beforeEach(() => localStorage.clear())

test('an account comes back as it was kept, and in place of what was kept of the same passkey', () => {
  keepAccount(record)
  keepAccount(another)
  keepAccount({ ...record, name: 'Phone' })
  expect(keptHere()).toEqual([{ ...record, name: 'Phone' }, another])
})

test('what is no account is left out', () => {
  localStorage.setItem('hurong.passkeys', JSON.stringify([{ ...record, address: '0x12' }, null, record]))
  expect(keptHere()).toEqual([record])
})

test('a passkey made in another tab stays when one is made in this one', () => {
  keepAccount(record)
  localStorage.setItem('hurong.passkeys', JSON.stringify([record, another]))
  const third: PasskeyAccountRecord = { ...record, publicKey: `0x${'d'.repeat(128)}` }
  keepAccount(third)
  expect(keptHere()).toEqual([record, another, third])
})
