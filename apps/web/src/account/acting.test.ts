import type { DemonstrationAccount } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { actingOf } from './acting.ts'
import type { WalletChoice } from './wallets.ts'

const account = (digit: string, zh: string, en: string): DemonstrationAccount => ({
  name: { zh, en },
  role: 'investor',
  address: `0x${digit.repeat(40)}`,
  privateKey: `0x${digit.repeat(64)}`,
  participantId: Number(digit),
})
const accounts = [account('1', '林老师', 'Ms Lin'), account('2', '王店主', 'Mr Wang')]
const wallet: WalletChoice = {
  rdns: 'io.example',
  name: 'Example',
  icon: '',
  provider: { request: async () => [] },
}

test('the first demonstration account acts until somebody chooses', () => {
  expect(actingOf(null, accounts, [], [], 'zh')?.name).toBe('林老师')
  expect(actingOf(null, accounts, [], [], 'en')?.name).toBe('Ms Lin')
})

test('a chosen account acts, and one that no longer exists gives way to the first', () => {
  expect(actingOf(`demonstration:${accounts[1]?.address}`, accounts, [], [], 'zh')?.name).toBe('王店主')
  expect(actingOf('demonstration:0xgone', accounts, [], [], 'zh')?.name).toBe('林老师')
})

test('a wallet acts only while it is there, and nobody means nobody', () => {
  const stored = `wallet:io.example:0x${'a'.repeat(40)}`
  expect(actingOf(stored, accounts, [wallet], [], 'zh')?.kind).toBe('wallet')
  expect(actingOf(stored, accounts, [], [], 'zh')).toBeNull()
  expect(actingOf('nobody', accounts, [wallet], [], 'zh')).toBeNull()
})

test('without demonstration accounts nobody acts', () => {
  expect(actingOf(null, [], [], [], 'zh')).toBeNull()
})

test('an account of this browser’s passkey acts once it is chosen, and nobody where it was forgotten', () => {
  const own = {
    chainId: 1,
    address: `0x${'c'.repeat(40)}`,
    name: '我的手机',
    credentialId: 'id',
    publicKey: `0x${'d'.repeat(128)}`,
  } as const
  expect(actingOf(`passkey:${own.address}`, accounts, [], [own], 'zh')).toMatchObject({
    kind: 'passkey',
    name: '我的手机',
    account: own,
  })
  expect(actingOf(`passkey:${own.address}`, accounts, [], [], 'zh')).toBeNull()
})
