import { expect, test } from 'vitest'
import { createWallets } from './wallets.ts'

const wallets = createWallets('test test test test test test test test test test test junk')

test('accounts are those every development chain funds, in the same order', () => {
  expect(wallets.account(0).address).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')
  expect(wallets.account(1).address).toBe('0x70997970C51812dc3A010C7d01b50e0d17dc79C8')
  expect(wallets.privateKey(1)).toBe('0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d')
})
