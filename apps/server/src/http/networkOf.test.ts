import { expect, test } from 'vitest'
import { networkOf } from './networkOf.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['0:0:0:0:0:FFFF:203.0.113.7', '203.0.113.7'],
  ['::203.0.113.7', '0:0:0:0::/64'],
  ['1:2:3:4:5:6:203.0.113.7', '1:2:3:4::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::5', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['in-process', 'in-process'],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network))

test('a port a proxy tells with an address makes nobody another', () => {
  expect(networkOf('192.0.2.7:50123')).toBe('192.0.2.7')
  expect(networkOf('[2001:db8:1:2::5]:50123')).toBe(networkOf('2001:db8:1:2::5'))
  expect(networkOf('[2001:db8:1:2::5]')).toBe(networkOf('2001:db8:1:2::5'))
})
