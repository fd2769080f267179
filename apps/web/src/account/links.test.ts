import { expect, test } from 'vitest'
import {
  addressIn,
  readAddress,
  readBytes,
  readCount,
  readPublicKey,
  readTold,
  spelledAddressIn,
} from './links.ts'

const address = `0x${'a1'.repeat(20)}` as const

test('an address is found where it stands alone or in a link, and nowhere in what is longer', () => {
  expect(addressIn(address.toUpperCase().replace('0X', '0x'))).toBe(address)
  expect(addressIn(`https://site.example/account/trustee#address=${address}&do=name`)).toBe(address)
  expect(addressIn(`0x${'a1'.repeat(21)}`)).toBeNull()
  expect(addressIn('nobody')).toBeNull()
})

test('an address keeps its letters as they were spelled, and is the same one that is found', () => {
  const spelled = `0x${'aB'.repeat(20)}`
  const text = `paid by 0x${'12'.repeat(32)} to ${spelled}`
  expect(spelledAddressIn(text)).toBe(spelled)
  expect(addressIn(text)).toBe(spelled.toLowerCase())
  expect(spelledAddressIn('nobody')).toBeUndefined()
})

test('what a link tells is taken only in the form it must have', () => {
  const told = readTold(`#for=${address}&n=12&key=0x12`)
  expect(readAddress(told.for)).toBe(address)
  expect(readCount(told.n)).toBe(12)
  expect(readPublicKey(told.key)).toBeNull()
  expect(readBytes(told.key)).toBe('0x12')
  expect([readAddress(told.nothing), readCount('-1'), readCount('1e9'), readBytes('0x1')]).toEqual([
    null,
    null,
    null,
    null,
  ])
})
