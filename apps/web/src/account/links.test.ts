import { expect, test } from 'vitest'
import { addressIn, readAddress, readBytes, readCount, readPublicKey, readTold } from './links.ts'

const address = `0x${'a1'.repeat(20)}` as const

test('an address is found where it stands alone or in a link, and nowhere in what is longer', () => {
  expect(addressIn(address.toUpperCase().replace('0X', '0x'))).toBe(address)
  expect(addressIn(`https://site.example/account/trustee#address=${address}&do=name`)).toBe(address)
  expect(addressIn(`0x${'a1'.repeat(21)}`)).toBeNull()
  expect(addressIn('nobody')).toBeNull()
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
