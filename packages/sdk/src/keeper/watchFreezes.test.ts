import { expect, test } from 'vitest'
import type { DecodedLog } from '../events/index.ts'
import { watchFreezes } from './watchFreezes.ts'

const status = (participantId: number, status: number) =>
  ({ contract: 'participants', name: 'StatusSet', args: { participantId, status } }) as unknown as DecodedLog
const [active, frozen] = [1, 2]

const watched = (...events: DecodedLog[]) => {
  const watch = watchFreezes()
  for (const event of events) watch.see(event)
  return watch
}

test('who was frozen is looked at until all they hold is flagged', () => {
  const watch = watched(status(1, frozen), status(2, frozen))
  expect(watch.open()).toEqual([1, 2])
  watch.close(1)
  expect(watch.open()).toEqual([2])
})

test('nobody is looked at who is free again', () => {
  expect(watched(status(1, frozen), status(1, active), status(2, active)).open()).toEqual([])
})

test('who is frozen anew is looked at anew: they were given notes in between', () => {
  const watch = watched(status(1, frozen))
  watch.close(1)
  watch.see(status(1, active))
  watch.see(status(1, frozen))
  expect(watch.open()).toEqual([1])
})
