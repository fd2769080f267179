import type { AccountState } from '@hurong/sdk/accounts'
import type { Platform } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { coSignerOf, coSignerStanding } from './coSigner.ts'

type Hex = `0x${string}`

const passkey: Hex = `0x${'11'.repeat(116)}`
const [operators, anothers]: [Hex, Hex] = [`0x${'aa'.repeat(20)}`, `0x${'bb'.repeat(20)}`]
const platformWith = (coSigner: string | null) => ({ accounts: { coSigner } }) as Platform
const platform = platformWith(operators.toUpperCase().replace('0X', '0x'))
const stateOf = (...coSigners: readonly Hex[]) =>
  ({
    signers: {
      signers: [passkey, ...coSigners],
      weights: [2n, ...coSigners.map(() => 1n)],
      threshold: 2n,
      secondThreshold: 3n,
    },
  }) as unknown as AccountState

test('the operator’s co-signer is known among the signers however its address is written', () => {
  expect(coSignerOf({ platform, state: stateOf(operators) })).toBe(operators)
  expect(coSignerOf({ platform, state: stateOf(anothers) })).toBeUndefined()
  expect(coSignerOf({ platform, state: { signers: undefined } as AccountState })).toBeUndefined()
  // Its owner made it a factor, so that it is no co-signer and is asked for no code.
  const { signers } = stateOf(operators)
  const factor = { signers: { ...signers, weights: [2n, 2n] } } as unknown as AccountState
  expect(coSignerOf({ platform, state: factor })).toBeUndefined()
})

test('it can be added once, where the platform has one, and beside no other', () => {
  const standing = (state: AccountState, on = platform) => coSignerStanding({ platform: on, state })
  expect(standing(stateOf())).toBe('addable')
  expect(standing({ signers: undefined } as AccountState)).toBe('addable')
  expect(standing(stateOf(operators))).toBe('there')
  expect(standing(stateOf(anothers))).toBe('other')
  expect(standing(stateOf(), platformWith(null))).toBe('none')
  expect(standing(stateOf(), {} as Platform)).toBe('none')
})
