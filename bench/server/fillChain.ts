import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  encodeFunctionData,
  type Hex,
  zeroHash,
} from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { openMarket } from '../../apps/server/src/fixtures/market.ts'
import {
  contractAbis,
  currencyAbi,
  type Deployment,
  type loansAbi,
  packSeriesId,
} from '../../packages/sdk/src/index.ts'

const words = 'test test test test test test test test test test test junk'
const day = 86_400
const borrowers = 25
const loansEach = 4
const lenders = 100
const ticket = 10_000_000n

/**
 * Fills a bare chain with a market: 100 loans, each funded by 100 lenders, drawn, repaid month by month and claimed by
 * everybody until there are `events` logs of the contracts.
 */
export const fillChain = async (url: string, events: number): Promise<Deployment> => {
  const { deployment, test, currency, passTime, publicClient } = await openMarket(url)
  const accounts = Array.from(
    { length: borrowers + lenders },
    (_, i) => mnemonicToAccount(words, { addressIndex: 10 + i }).address,
  )
  const { contracts } = deployment
  const operator = mnemonicToAccount(words).address
  const send = async (
    calls: { from: Address; to: Address; abi: Abi; name: string; args: readonly unknown[] }[],
    perBlock: number,
  ) => {
    await test.setAutomine(false)
    for (let start = 0; start < calls.length; start += perBlock) {
      await Promise.all(
        calls.slice(start, start + perBlock).map(
          ({ from, to, abi, name, args }) =>
            test.request({
              method: 'eth_sendTransaction' as never,
              params: [
                { from, to, data: encodeFunctionData({ abi, functionName: name, args }), gas: '0x1c9c3800' },
              ] as never,
            }) as Promise<Hex>,
        ),
      )
      await test.mine({ blocks: 1 })
    }
    await test.setAutomine(true)
  }
  const verifiedUntil = Math.floor(Number((await publicClient.getBlock()).timestamp) / day) + 3_650
  const claims = { kind: 0, level: 2, country: 156, investorClass: 0, policyId: 0, verifiedUntil }
  const participants = contractAbis.participants as Abi
  const loans = contractAbis.loans as Abi
  await send(
    accounts.map((wallet) => ({
      from: operator,
      to: contracts.participants,
      abi: participants,
      name: 'register',
      args: [wallet, claims],
    })),
    25,
  )
  await send(
    accounts.map((from) => ({
      from,
      to: currency,
      abi: currencyAbi as Abi,
      name: 'faucet',
      args: [90_000_000_000n],
    })),
    50,
  )
  await send(
    accounts.map((from) => ({
      from,
      to: currency,
      abi: currencyAbi as Abi,
      name: 'approve',
      args: [contracts.loans, 2n ** 256n - 1n],
    })),
    50,
  )
  const principal = ticket * BigInt(lenders)
  const fundingDeadline = Number((await publicClient.getBlock()).timestamp) + 5 * day
  const asked = {
    productId: 1,
    principal,
    annualRate: 120_000,
    method: 0,
    unit: 0,
    interval: 1,
    count: 24,
    interestOnlyCount: 0,
    purpose: 2,
    fundingDeadline,
    autoRepay: true,
    zhHash: `0x${'11'.repeat(32)}`,
    enHash: `0x${'22'.repeat(32)}`,
    // Whatever the terms are.
    termsHash: zeroHash,
  } as const satisfies ContractFunctionArgs<typeof loansAbi, 'nonpayable', 'request'>[0]
  const borrowing = accounts
    .slice(0, borrowers)
    .flatMap((from) => Array.from({ length: loansEach }, () => from))
  await send(
    borrowing.map((from) => ({ from, to: contracts.loans, abi: loans, name: 'request', args: [asked] })),
    10,
  )
  const ids = borrowing.map((_, i) => packSeriesId({ issuerIndex: 1, currency, number: BigInt(i + 1) }))
  const lending = accounts.slice(borrowers)
  await send(
    lending.map((from) => ({
      from,
      to: contracts.loans,
      abi: loans,
      name: 'fundMany',
      args: [ids, ids.map(() => ticket), from],
    })),
    2,
  )
  await passTime(4 * day)
  await send(
    borrowing.map((from, i) => ({ from, to: contracts.loans, abi: loans, name: 'draw', args: [ids[i]] })),
    10,
  )
  const claimRuns = [ids.slice(0, 50), ids.slice(50)]
  for (let logs = lenders * 100 + 1_000; logs < events; logs += lenders * 100 + 300) {
    await passTime(31 * day)
    await send(
      ids.map((id, i) => ({
        from: borrowing[i] as Address,
        to: contracts.loans,
        abi: loans,
        name: 'repay',
        args: [id, 60_000_000n],
      })),
      20,
    )
    await send(
      lending.flatMap((from) =>
        claimRuns.map((run) => ({
          from,
          to: contracts.notes,
          abi: contractAbis.notes as Abi,
          name: 'claim',
          args: [run, from],
        })),
      ),
      5,
    )
  }
  return deployment
}
