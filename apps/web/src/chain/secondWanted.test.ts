import { expect, test, vi } from 'vitest'
import { wantsSecond, withWanted } from './secondWanted.ts'
import type { Reason, SecondWanted, Stage } from './txState.ts'

const reason = (name: string, kind = 'contract'): Reason => ({ name, kind, args: {} })
const failed = (why: Reason): Stage => ({ step: 'failed', reason: why, hash: undefined })
const wanted: SecondWanted = {
  reason: reason('SpendingLimitExceeded'),
  acting: { kind: 'passkey', address: '0xa1', name: 'Own', account: {} as never },
  steps: [],
  confirm: () => {},
}

test.each(['SpendingLimitExceeded', 'NewPayeeLimitExceeded', 'CallNeedsBothFactors', 'BothFactorsNeeded'])(
  'a second confirmation lifts %s',
  (name) => {
    expect(wantsSecond(reason(name))).toBe(true)
  },
)

test.each([
  reason('CallNotAllowed'),
  reason('TicketTooLarge'),
  reason('PasskeyRemoved', 'wallet'),
  // Only the contract's word counts.
  reason('SpendingLimitExceeded', 'refused'),
])('a second confirmation helps nothing against $name ($kind)', (why) => {
  expect(wantsSecond(why)).toBe(false)
})

test('a refusal for want of a second confirmation tells the way to give it, to owners of accounts alone', () => {
  const want = vi.fn(() => wanted)
  expect(withWanted(failed(wanted.reason), undefined, want).wanted).toBe(wanted)
  expect(want).toHaveBeenCalledWith(wanted.reason)
  expect(withWanted(failed(wanted.reason), undefined, undefined).wanted).toBeUndefined()
  expect(withWanted(failed(reason('TicketTooLarge')), undefined, want).wanted).toBeUndefined()
  expect(withWanted({ step: 'sign' }, undefined, want).wanted).toBeUndefined()
})

test('who declines, mistypes or loses the server may confirm again', () => {
  const again: Stage[] = [
    { step: 'checking' },
    { step: 'sign' },
    { step: 'cancelled' },
    { step: 'unknown', hash: undefined },
    failed(reason('CoSignerRefused', 'refused')),
    failed(reason('PasskeyOther', 'wallet')),
    failed(wanted.reason),
  ]
  for (const stage of again) expect(withWanted(stage, wanted, undefined)).toEqual({ ...stage, wanted })
})

test('what is done, or refused by a contract for something else, wants no confirmation any more', () => {
  for (const stage of [{ step: 'done', hash: '0x1', block: 1 } as const, failed(reason('TicketTooLarge'))])
    expect(withWanted(stage, wanted, undefined)).toBe(stage)
})
