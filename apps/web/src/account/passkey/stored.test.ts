import { expect, test } from 'vitest'
import { parseRecords } from './stored.ts'

const record = {
  chainId: 31_337,
  address: `0x${'a'.repeat(40)}`,
  name: 'My phone',
  credentialId: 'abc',
  publicKey: `0x${'b'.repeat(128)}`,
}

test('accounts come back as they were kept', () => {
  expect(parseRecords(JSON.stringify([record]))).toEqual([record])
})

test('what is no account is left out, and what is no list is none', () => {
  expect(parseRecords(JSON.stringify([{ ...record, address: '0x12' }, null, record]))).toEqual([record])
  expect(parseRecords('{')).toEqual([])
  expect(parseRecords('{}')).toEqual([])
  expect(parseRecords(null)).toEqual([])
})
