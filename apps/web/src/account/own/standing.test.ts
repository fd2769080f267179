import type { AccountState } from '@hurong/sdk/accounts'
import { expect, test } from 'vitest'
import type { Second } from './seconds.ts'
import { standingOf } from './standing.ts'

const own = (signers: number) =>
  ({ state: { signers: { signers: Array(signers).fill('0x') } } as unknown as AccountState }) as const
const second = { signer: '0x', isHere: false } as unknown as Second

test('a second confirmation is there where somebody can give it, be it with another device', () => {
  expect(standingOf(own(2), [second])).toBe('there')
})

test('another signer nobody can ask now is out of reach: a wallet that is not here, codes while the server is gone', () => {
  expect(standingOf(own(2), [])).toBe('away')
})

test('an account of one passkey has none, made on the chain or not yet', () => {
  expect(standingOf(own(1), [])).toBe('none')
  expect(standingOf({ state: { signers: undefined } as AccountState }, [])).toBe('none')
})
