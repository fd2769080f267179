import { expect, test } from 'vitest'
import { type AskedRecovery, readAsked, readRecovery, readSignature, tellRecovery } from './asked.ts'

const account = `0x${'a1'.repeat(20)}` as const
const recovery: AskedRecovery = {
  account,
  publicKey: `0x${'b1'.repeat(64)}`,
  deadline: 1_800_000_000,
  nonce: 3,
}

test('a recovery comes back from a link as it was told', () => {
  expect(readRecovery({ ...tellRecovery(recovery), account })).toEqual(recovery)
  expect(readAsked({ ...tellRecovery(recovery), for: account, do: 'recover' })).toEqual({
    what: 'recover',
    account,
    recovery,
  })
})

test.each(['key', 'deadline', 'nonce'])('a link without its %s asks for nothing', (missing) => {
  const told = { ...tellRecovery(recovery), for: account, do: 'recover', [missing]: '' }
  expect(readAsked(told)).toBeNull()
})

test('a rehearsal is asked for with or without the signature it led to', () => {
  const told = { for: account, do: 'rehearse' }
  expect(readAsked(told)).toEqual({ what: 'rehearse', account, signed: null })
  const signed = { trustee: account, signature: '0x1234', deadline: '1800000000' }
  expect(readAsked({ ...told, ...signed })).toMatchObject({ signed: { signature: '0x1234' } })
  expect(readSignature({ ...signed, signature: 'nothing' })).toBeNull()
  expect(readAsked({ do: 'rehearse' })).toBeNull()
})
