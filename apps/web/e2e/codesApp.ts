import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const bytesOf = (secret: string): Buffer => {
  const bits = [...secret.replaceAll(/\s/g, '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}

/**
 * What an app that shows one-time codes (RFC 6238) shows, of a secret typed in by hand.
 * @param ahead Steps of half a minute from now.
 */
export const codeOf = (secret: string, ahead = 0): string => {
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead))
  const digest = createHmac('sha1', bytesOf(secret)).update(step).digest()
  const at = (digest.at(-1) ?? 0) & 0x0f
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Turns codes on, as somebody does who types the secret into an app. @returns the secret, and the recovery codes shown. */
export async function turnCodesOn(page: Page) {
  await page.getByRole('button', { name: '开启验证码' }).click()
  await page.getByRole('img', { name: '给验证器应用的二维码' }).waitFor()
  const secret = (await page.getByText('扫不了就手动输入').locator('code').textContent()) ?? ''
  await page.getByLabel('应用里现在显示的6位数字').fill(codeOf(secret))
  await page.getByRole('button', { name: '开启', exact: true }).click()
  await page.getByRole('heading', { name: '请保存这些恢复码' }).waitFor()
  const recovery = await page
    .getByRole('listitem')
    .filter({ hasText: /^\w{4}(-\w{4}){2}$/ })
    .allTextContents()
  await page.getByRole('button', { name: '已经保存好' }).click()
  return { secret, recovery }
}
