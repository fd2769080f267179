import { expect, test } from 'vitest'
import type { DecodedLog } from '../events/index.ts'
import { watchPolicies } from './watchPolicies.ts'

const event = (name: string, args: object) =>
  ({ contract: 'participants', name, args }) as unknown as DecodedLog
const claims = (participantId: number, policyId: number) =>
  event('ClaimsSet', { participantId, claims: { policyId } })
const limits = (participantId: number, per12Months: bigint, lookedUp = false) =>
  event('LimitsSet', { participantId, per12Months, lookedUp })
const policy = (policyId: number, per12Months: number, perLoan = 0) =>
  event('PolicySet', { policyId, policy: { perLoan, perPair: 0, per12Months, perBorrower: 0 } })

const watched = (...events: DecodedLog[]) => {
  const watch = watchPolicies()
  for (const one of events) watch.see(one)
  return watch
}

test('nobody is stale while policies stand as they were', () => {
  expect(watched(policy(1, 1000), claims(1, 1), limits(1, 1000n), claims(2, 0)).stale()).toEqual([])
})

test('who was verified under an earlier cap is stale, and nobody of another policy', () => {
  const watch = watched(
    policy(1, 1000),
    policy(2, 1000),
    ...[1, 2].flatMap((id) => [claims(id, id), limits(id, 1000n)]),
    policy(1, 500),
  )
  expect(watch.stale()).toEqual([1])
})

test('brought to them, it is stale no longer', () => {
  const watch = watched(policy(1, 1000), claims(1, 1), limits(1, 1000n), policy(1, 500))
  expect(watch.stale()).toEqual([1])
  watch.see(limits(1, 500n))
  expect(watch.stale()).toEqual([])
})

test('a first limit per loan is stale until they are looked up', () => {
  const watch = watched(policy(1, 1000), claims(1, 1), limits(1, 1000n), policy(1, 1000, 50))
  expect(watch.stale()).toEqual([1])
  watch.see(limits(1, 1000n, true))
  expect(watch.stale()).toEqual([])
})

test('a cap that comes and goes before the next round asks for nothing', () => {
  expect(
    watched(policy(1, 1000), claims(1, 1), limits(1, 1000n), policy(1, 500), policy(1, 1000)).stale(),
  ).toEqual([])
})
