// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { forgetRecovery, type KeptRecovery, parseRecovery, takeBrought, useRecovery } from './stored.ts'

const kept: KeptRecovery = {
  account: `0x${'a1'.repeat(20)}`,
  publicKey: `0x${'b1'.repeat(64)}`,
  deadline: 1_800_000_000,
  nonce: 0,
  signatures: [{ trustee: `0x${'c1'.repeat(20)}`, signature: '0x1234', deadline: 1_800_000_000 }],
}

test('a recovery comes back as it was kept, without what is no signature', () => {
  expect(parseRecovery(JSON.stringify(kept))).toEqual(kept)
  const broken = { ...kept, signatures: [...kept.signatures, { trustee: 'x' }] }
  expect(parseRecovery(JSON.stringify(broken))).toEqual(kept)
})

test.each([null, '', '{', '{}', '[]', '"text"', JSON.stringify({ ...kept, publicKey: '0x12' })])(
  'what is no recovery is none: %s',
  (text) => {
    expect(parseRecovery(text)).toBeNull()
  },
)

test('a link adds to the recovery under way, and one for another key changes nothing of it', () => {
  const { signatures, ...asked } = kept
  const [signed = null] = signatures
  expect(takeBrought(asked, signed)).toBe(true)
  const foreign = { ...asked, publicKey: `0x${'b2'.repeat(64)}` as const }
  expect(takeBrought(foreign, signed)).toBe(false)
  const { result } = renderHook(() => useRecovery())
  expect(result.current).toEqual(kept)
  forgetRecovery()
  expect(takeBrought(foreign, null)).toBe(true)
})
