import { connect, createHurong } from '@hurong/sdk'
import type { Portfolio } from '@hurong/sdk/api'
import { mnemonicToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

/** Who verifies and freezes on a local chain. */
const verifier = async () => {
  const { rpcUrl } = await site.platform()
  const deployment = await (await fetch(`${site.origin}/deployment.json`)).json()
  const { publicClient, walletOf } = await connect(rpcUrl ?? '')
  const account = mnemonicToAccount('test test test test test test test test test test test junk')
  return createHurong({ publicClient, deployment, walletClient: walletOf(account) })
}

test('who is frozen is told before they claim, what they claim is kept, and they take it once the freeze ends', async () => {
  const { address, participantId } = await site.accountOf('investor')
  const heldNow = async () => {
    const { currencies } = await site.ask<Portfolio>(`/portfolios/${address}`)
    return currencies.reduce((sum, { held }) => sum + BigInt(held), 0n)
  }
  expect(await heldNow()).toBe(0n)
  const { participants } = await verifier()
  const reasonHash = `0x${'33'.repeat(32)}` as const
  await (await participants.freeze({ participantId: participantId ?? 0, reasonHash })).wait()
  const page = await site.openAs(address, '/portfolio')
  await page.getByText('您的参与资格被冻结，不能投也不能借').waitFor()
  await page.getByRole('button', { name: '全部领取' }).click()
  await page.getByRole('button', { name: /^确认领取/ }).click()
  await page.getByText(/您的参与资格被冻结：合约替您存着/).waitFor()
  await expect.poll(heldNow).toBeGreaterThan(0n)
  expect(await page.getByRole('button', { name: /^取回/ }).count()).toBe(0)
  await (await participants.unfreeze({ participantId: participantId ?? 0, reasonHash })).wait()
  await page.reload()
  await page.getByRole('button', { name: /^取回/ }).click()
  await expect.poll(heldNow).toBe(0n)
  await page.getByText('您的参与资格被冻结').waitFor({ state: 'detached' })
  await page.context().close()
})
