import { expect, test, vi } from 'vitest'
import { ApiProblem, ServerUnreachable } from '../api/client.ts'
import type { SignedAsking } from '../api/credit.ts'
import { openQueue } from './decide.ts'

const [held, fresh] = [600, 1200].map(
  (deadline): SignedAsking => ({ account: '0x1', signature: `0x${deadline}`, deadline }),
) as [SignedAsking, SignedAsking]
const refusal = new ApiProblem({ type: '/problems/SignatureRefused', title: 'No.', status: 403 } as never)
const asked = () => vi.fn(async () => fresh)

test('the queue is opened by a signature, and read again by the same one', async () => {
  const sign = asked()
  expect(await openQueue(undefined, sign, async () => [])).toEqual({ items: [], signed: fresh })
  expect(sign).toHaveBeenCalledTimes(1)
  expect(await openQueue(held, sign, async () => [])).toEqual({ items: [], signed: held })
  expect(sign).toHaveBeenCalledTimes(1)
})

test('a signature the server takes no more is given anew, once', async () => {
  const sign = asked()
  const read = async (by: SignedAsking) => {
    if (by === held) throw refusal
    return []
  }
  expect(await openQueue(held, sign, read)).toEqual({ items: [], signed: fresh })
  await expect(openQueue(held, sign, () => Promise.reject(refusal))).rejects.toBe(refusal)
  expect(sign).toHaveBeenCalledTimes(2)
})

test('nobody is asked to sign again because the server is gone', async () => {
  const sign = asked()
  const gone = new ServerUnreachable('/credit/queue')
  await expect(openQueue(held, sign, () => Promise.reject(gone))).rejects.toBe(gone)
  expect(sign).not.toHaveBeenCalled()
})
