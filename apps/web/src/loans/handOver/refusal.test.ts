import { expect, test } from 'vitest'
import { refusalOfReceiver } from './refusal.ts'

const reason = (name: string, args: Record<string, unknown> = {}) => ({ name, kind: 'contract', args })

test('what stands against the receiver is told of the receiver, with the figures of a cap', () => {
  const refusal = refusalOfReceiver(reason('CapPerLoanExceeded', { participantId: 7, used: 40n, cap: 50n }), {
    receiverId: 7,
  })
  expect(refusal).toEqual({ name: 'CapPerLoanExceeded', used: 40n, cap: 50n })
  expect(refusalOfReceiver(reason('WalletUnknown'), { receiverId: 0 })?.name).toBe('WalletUnknown')
})

test('a freeze is the receiver’s only where the error names the receiver', () => {
  const frozen = reason('ParticipantFrozen', { participantId: 7 })
  expect(refusalOfReceiver(frozen, { receiverId: 7 })?.name).toBe('ParticipantFrozen')
  expect(refusalOfReceiver(frozen, { receiverId: 8 })).toBeNull()
})

test('what lies with the holder is left to the usual sentences', () => {
  expect(refusalOfReceiver(reason('BalanceInsufficient'), { receiverId: 7 })).toBeNull()
})
