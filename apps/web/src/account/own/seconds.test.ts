import type { AccountState } from '@hurong/sdk/accounts'
import { expect, test } from 'vitest'
import type { PasskeyAccountRecord } from '../passkey/stored.ts'
import type { WalletChoice } from '../wallets.ts'
import { firstOf, secondsOf } from './seconds.ts'
import { pointIn } from './useOwn.ts'

type Hex = `0x${string}`

const point = (digit: string): Hex => `0x${digit.repeat(128)}`
const signer = (digit: string): Hex => `0x${'00'.repeat(20)}${digit.repeat(128)}${'ff'.repeat(32)}`
const wallet = `0x${'ee'.repeat(20)}` as const
const here = (...digits: string[]) =>
  digits.map((digit) => ({ publicKey: point(digit), credentialId: digit }) as PasskeyAccountRecord)
const stateOf = (signers: readonly Hex[], weights = signers.map(() => 2n)) =>
  ({ signers: { signers, weights, threshold: 2n, secondThreshold: 3n } }) as unknown as AccountState
const injected: WalletChoice = { rdns: 'x', name: 'X', icon: '', provider: { request: async () => null } }

test('the passkey of this browser that is still a signer confirms first', () => {
  const state = stateOf([signer('2')])
  expect(firstOf({ state, here: here('1', '2') })?.credentialId).toBe('2')
  expect(firstOf({ state, here: here('1') })).toBeUndefined()
  // Before the account is made the one it begins with does.
  expect(firstOf({ state: { signers: undefined } as AccountState, here: here('1') })?.credentialId).toBe('1')
})

test('whoever else is a factor can confirm second, those at hand first', () => {
  const state = stateOf([signer('1'), signer('2'), wallet, signer('3')])
  const known = [{ publicKey: point('2'), name: 'Tablet', credentialId: 'told' }]
  const found = secondsOf({ state, here: here('1', '3') }, known, [injected])
  expect(found.map(({ signer: one, isHere }) => [one, isHere])).toEqual([
    [wallet, true],
    [signer('3'), true],
    [signer('2'), false],
  ])
  expect(found[2]?.factor).toEqual({ kind: 'passkey', publicKey: point('2'), credentialId: 'told' })
})

test('nobody confirms second where there is one signer, only a co-signer beside it, or a wallet that is not here', () => {
  expect(secondsOf({ state: stateOf([signer('1')]), here: here('1') }, [], [])).toEqual([])
  expect(secondsOf({ state: stateOf([signer('1'), wallet]), here: here('1') }, [], [])).toEqual([])
  const coSigned = stateOf([signer('1'), wallet], [2n, 1n])
  expect(secondsOf({ state: coSigned, here: here('1') }, [], [injected])).toEqual([])
})

test('a point is read out of a passkey’s signer alone', () => {
  expect(pointIn(signer('a'))).toBe(point('a'))
  expect(pointIn(wallet)).toBeNull()
})
