import type { Abi } from 'viem'
import { contractAbis, contractNames } from '../abi/index.ts'
import { type ReadContext, read } from '../client/index.ts'
import { toHurongError } from '../errors/index.ts'
import type { Announced, Books } from './books.ts'
import type { Check } from './compareNotes.ts'
import { differences } from './difference.ts'

const boundAt = <Value>({ value, bindsAt, before }: Announced<Value>, time: number): Value =>
  time >= bindsAt ? value : before

/** Contracts that ask another who may do what. */
const managed = contractNames.filter((name) => name !== 'accessManager')

const lower = (found: unknown): string => String(found).toLowerCase()

/** What is offered, what it costs, who issues and which contract is asked who may change it; `time` is that of the block read at. */
export const ruleChecks = (context: ReadContext, at: bigint, time: number, books: Books): Check[] => [
  async () =>
    differences(
      'products',
      { count: books.products.size },
      { count: await read(context, 'loans', 'productCount', [], at) },
    ),
  ...[...books.products].map(
    ([productId, product]) =>
      async () =>
        differences(`product ${productId}`, product, {
          ...(await read(context, 'loans', 'product', [productId], at)),
        }),
  ),
  ...[...books.fees].map(([productId, fee]) => async () => {
    const [originationFee, bindsAt] = await read(context, 'fees', 'announcedFeeOf', [productId], at)
    const now = await read(context, 'fees', 'feeOf', [productId], at)
    const told = { originationFee: fee.value, bindsAt: fee.bindsAt, now: boundAt(fee, time) }
    return differences(`fee of product ${productId}`, told, { originationFee, bindsAt, now })
  }),
  async () => {
    const payee = lower(await read(context, 'fees', 'payee', [], at))
    const told = books.feePayee && boundAt(books.feePayee, time)
    return differences('fees', { payee: told }, { payee })
  },
  async () =>
    differences(
      'issuers',
      { count: books.issuers.size },
      { count: await read(context, 'notes', 'issuerCount', [], at) },
    ),
  ...[...books.issuers].map(([index, told]) => async () => {
    const [issuer, paused] = await read(context, 'notes', 'issuer', [index], at)
    const found = await read(context, 'notes', 'issuerIndexOf', [issuer], at)
    return differences(`issuer ${index}`, { ...told, index }, { issuer: lower(issuer), paused, index: found })
  }),
  ...managed.map((contract) => async () => {
    const authority = books.authorities.get(contract)
    const call = { abi: contractAbis[contract] as Abi, functionName: 'authority', blockNumber: at }
    const address = context.deployment.contracts[contract]
    const found = await context.publicClient.readContract({ ...call, address }).catch((error: unknown) => {
      throw toHurongError(error)
    })
    return differences(`contract ${contract}`, { authority }, { authority: lower(found) })
  }),
]
