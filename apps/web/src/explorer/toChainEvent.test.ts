import { type DecodedLog, packSeriesId } from '@hurong/sdk'
import { expect, test } from 'vitest'
import { toChainEvent } from './toChainEvent.ts'

const place = {
  blockNumber: 12n,
  logIndex: 3,
  transactionHash: `0x${'ab'.repeat(32)}`,
  transactionIndex: 0,
  time: undefined,
} as const
const loanId = packSeriesId({ issuerIndex: 1, currency: `0x${'9b'.repeat(20)}`, number: 17n })

test('fields of a struct are told by their dotted path, figures as strings', () => {
  const event = {
    ...place,
    contract: 'loans',
    name: 'LoanRequested',
    args: { loanId, borrowerId: 12, terms: { principal: 5_000_000n, annualRate: 125_300 } },
  } as unknown as DecodedLog
  expect(toChainEvent(event, 99)).toMatchObject({
    id: '12-3',
    type: 'LoanRequested',
    at: 99,
    loanNumber: 17,
    participantId: 12,
    data: { 'terms.principal': '5000000', 'terms.annualRate': '125300', borrowerId: '12' },
  })
})

test('a series of another issuer is no loan', () => {
  const id = packSeriesId({ issuerIndex: 2, currency: `0x${'9b'.repeat(20)}`, number: 17n })
  const event = { ...place, contract: 'notes', name: 'Released', args: { id, amount: 1n } }
  expect(toChainEvent(event as unknown as DecodedLog, 0).loanNumber).toBeNull()
})
