import { parseUnits } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lendAndRepay } from '../../examples/lend-and-repay/lendAndRepay.ts'
import { readEvents, withTimes } from '../events/index.ts'
import { passTime, startAnvil } from '../fixtures/anvil.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { keepOnce, watchLoans } from '../keeper/index.ts'
import { loanNumberOf } from '../notes/index.ts'
import { signAssessment } from '../record/index.ts'
import { compareWithChain } from './compareWithChain.ts'
import { recomputeLoan } from './recomputeLoan.ts'
import { replayEvents } from './replayEvents.ts'

const day = 86_400
let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market.chain.close())

const booksNow = async () => {
  const context = { publicClient: market.publicClient, deployment: market.deployment }
  const head = await context.publicClient.getBlockNumber({ cacheTime: 0 })
  const events = await withTimes(context, await readEvents(context, { toBlock: head }))
  return { context, head, events, books: replayEvents(events) }
}
const expectEqualToChain = async () => {
  const { context, head, books } = await booksNow()
  expect(books.faults.map(({ what, expected, told }) => ({ what, expected, told }))).toEqual([])
  expect((await compareWithChain(context, books, head)).differences).toEqual([])
}

describe('what events alone say equals what is stored', () => {
  test('of raises withdrawn from, cancelled, refunded and expired', async () => {
    const { as, people, aLoan, funded, chain } = market
    const withdrawn = await aLoan({ productId: 1 })
    await (await as(people.alice).loans.fund({ loanId: withdrawn, amount: parseUnits('1000', 6) })).wait()
    await (await as(people.alice).loans.withdraw({ loanId: withdrawn, amount: parseUnits('600', 6) })).wait()
    const cancelled = await aLoan()
    await funded(cancelled)
    await (await as(people.bob).loans.cancel({ loanId: cancelled })).wait()
    const claim = { seriesIds: [cancelled], holder: people.alice.address }
    await (await as(people.dan).notes.claim(claim)).wait()
    await passTime(chain.url, 8 * day)
    const context = { ...as(people.dan).context }
    const reports = await keepOnce(context, watchLoans(context))
    expect(reports.map(({ action, outcome, loanId }) => [action, outcome, loanId])).toEqual([
      ['expire', 'done', withdrawn],
    ])
    await expectEqualToChain()
  })

  test('of a raise that was closed, opened again by a withdrawal and closed with what was left', async () => {
    const { as, people, aLoan, funded, chain } = market
    const loanId = await aLoan({ productId: 1 })
    await funded(loanId)
    await (await as(people.alice).loans.withdraw({ loanId, amount: 1n })).wait()
    const { context } = as(people.dan)
    const watch = watchLoans(context)
    await watch.sync()
    expect(watch.loans.get(loanId)?.position.status).toBe('funding')
    await expectEqualToChain()
    await passTime(chain.url, 8 * day)
    await keepOnce(context, watch)
    await watch.sync()
    expect(watch.loans.get(loanId)?.position.status).toBe('funded')
    await expectEqualToChain()
    await (await as(people.bob).loans.cancel({ loanId })).wait()
  })

  test('of repayments, prepayments of both kinds, transfers and claims', async () => {
    const { as, people, aLoan, drawn, chain, now } = market
    const loanId = await aLoan({ principal: parseUnits('1000', 6), count: 12 })
    await drawn(loanId)
    await passTime(chain.url, 10 * day)
    await (await as(people.bob).loans.repay({ loanId, amount: parseUnits('20.5', 6) })).wait()
    await (
      await as(people.bob).loans.prepay({ loanId, amount: parseUnits('200', 6), choice: 'smallerInstalment' })
    ).wait()
    await (
      await as(people.alice).notes.transfer({
        receiver: people.carol.address,
        seriesId: loanId,
        amount: 123_456_789n,
      })
    ).wait()
    await passTime(chain.url, 45 * day)
    await (
      await as(people.bob).loans.prepay({ loanId, amount: parseUnits('300', 6), choice: 'shorterTerm' })
    ).wait()
    await expectEqualToChain()
    const payoff = await as(people.bob).loans.readPayoff({ loanId, time: BigInt(await now()) })
    expect(payoff.principal).toBeGreaterThan(0n)
    await (await as(people.bob).loans.payOff({ loanId, greatestAmount: parseUnits('1000', 6) })).wait()
    for (const { address } of [people.alice, people.carol])
      await (await as(people.dan).notes.claim({ seriesIds: [loanId], holder: address })).wait()
    await expectEqualToChain()
  })

  test('of a loan collected, late, defaulted, recovered in part and written off, by a keeper without privileges', async () => {
    const { as, people, aLoan, drawn, chain } = market
    const loanId = await aLoan()
    await drawn(loanId)
    const context = { ...as(people.dan).context }
    const watch = watchLoans(context)
    const done = async () =>
      (await keepOnce(context, watch))
        .filter((report) => report.outcome === 'done')
        .map(({ action }) => action)
    await passTime(chain.url, 32 * day)
    expect(await done()).toEqual(['collect'])
    await (await as(people.bob).loans.setAutoRepay({ loanId, on: false })).wait()
    await passTime(chain.url, 40 * day)
    expect(await done()).toEqual(['markLate'])
    await (await as(people.bob).loans.repay({ loanId, amount: parseUnits('5', 6) })).wait()
    await passTime(chain.url, 60 * day)
    expect(await done()).toEqual(['markDefault'])
    await passTime(chain.url, 20 * day)
    await (await as(people.carol).loans.repay({ loanId, amount: parseUnits('50', 6) })).wait()
    await passTime(chain.url, 181 * day)
    expect(await done()).toEqual(['writeOff'])
    await (await as(people.bob).loans.repay({ loanId, amount: parseUnits('700', 6) })).wait()
    await expectEqualToChain()
    const one = await recomputeLoan(context, loanNumberOf(loanId))
    expect(one.differences).toEqual([])
    expect(one.books.faults).toEqual([])
    expect(one.loan.recovered).toBe(parseUnits('750', 6))
  })

  test('of one participant frozen, whose cash is held', async () => {
    const { as, people, aLoan, drawn, chain } = market
    const loanId = await aLoan()
    await drawn(loanId)
    await passTime(chain.url, 31 * day)
    await (await as(people.bob).loans.repay({ loanId, amount: parseUnits('300', 6) })).wait()
    const participantId = await as(people.dan).participants.readParticipantOf({
      wallet: people.carol.address,
    })
    const reasonHash = `0x${'33'.repeat(32)}` as const
    await (await as(people.operator).participants.freeze({ participantId, reasonHash })).wait()
    await (await as(people.dan).notes.claim({ seriesIds: [loanId], holder: people.carol.address })).wait()
    await expectEqualToChain()
    const { books } = await booksNow()
    const held = books.held.get(market.currency)?.get(people.carol.address.toLowerCase() as `0x${string}`)
    expect(held).toBeGreaterThan(0n)
  })

  test('of a loan asked for on an assessment, and of credit models in use and retired', async () => {
    const { as, people } = market
    const operator = as(people.operator)
    const [used, dropped] = [`0x${'a1'.repeat(32)}`, `0x${'b2'.repeat(32)}`] as const
    for (const modelHash of [used, dropped])
      await (await operator.record.announceModel({ modelHash, schemaHash: modelHash, uri: 'x:y' })).wait()
    await (await operator.record.retireModel({ modelHash: dropped })).wait()
    const now = await market.now()
    const participantId = await operator.participants.readParticipantOf({ wallet: people.bob.address })
    const assessment = {
      participantId,
      grade: 'C',
      pd12Months: 31_000,
      pdLife: 90_000,
      currency: market.currency,
      greatestPrincipal: parseUnits('1000', 6),
      greatestTermDays: 90,
      leastRate: 100_000,
      modelHash: used,
      inputsRoot: used,
      reasons: [4, 10],
      issuedAt: now,
      expiresAt: now + 30 * day,
    } as const
    const asked = {
      productId: 1,
      principal: parseUnits('1000', 6),
      annualRate: 120_000,
      method: 'equalInstalment',
      unit: 'month',
      interval: 1,
      count: 3,
      purpose: 'smallBusiness',
      fundingDeadline: now + 7 * day,
      autoRepay: true,
      zhHash: used,
      enHash: used,
    } as const
    const signatures = [await signAssessment(market, people.operator, assessment)]
    await (await as(people.bob).loans.requestAssessed({ asked, assessment, signatures })).wait()
    await expectEqualToChain()
  })
})

describe('what differs', () => {
  test('is found in rules, powers and figures of loans that no other figure rests on', async () => {
    const { context, head } = await booksNow()
    const found = async (forge: (books: Awaited<ReturnType<typeof booksNow>>['books']) => void) => {
      const { books } = await booksNow()
      forge(books)
      return (await compareWithChain(context, books, head)).differences.map(({ what }) => what)
    }
    const forged = <K, V>(all: Map<K, V>, next: Partial<V>) => {
      const [last] = [...all].slice(-1)
      if (last === undefined) throw new Error('There is none to forge.')
      all.set(last[0], { ...last[1], ...next })
    }
    const other = `0x${'ee'.repeat(20)}` as const
    expect(await found(({ loans }) => forged(loans, { purpose: 3 }))).toEqual(['purpose'])
    expect(await found(({ products }) => forged(products, { graceDays: 99 }))).toEqual(['graceDays'])
    expect(await found(({ fees }) => forged(fees, { value: 1 }))).toEqual(['originationFee', 'now'])
    expect(await found(({ issuers }) => forged(issuers, { issuer: other }))).toEqual(['issuer'])
    expect(await found(({ authorities }) => authorities.set('fees', other))).toEqual(['authority'])
    expect(await found(({ related }) => related.set('1-2', true))).toEqual(['related'])
    const forget = ({ powers }: { powers: { name: string }[] }) =>
      powers.splice(
        powers.findLastIndex(({ name }) => name === 'TargetFunctionRoleUpdated'),
        1,
      )
    expect(await found(forget)).toEqual(['role'])
    const outcome = await found(({ outcomes }) => outcomes.set([...outcomes.keys()][0] ?? 0n, 2))
    expect(outcome).toEqual(['outcome'])
    const sold = await found(({ formerWallets }) => formerWallets.set(market.people.bob.address, 1))
    expect(sold).toContain('participant')
  })

  test('is found: an event left out shows in faults or in storage', async () => {
    const { context, head, events } = await booksNow()
    for (const name of [
      'Claimed',
      'Repaid',
      'PaidIn',
      'LoanDefaulted',
      'InstalmentSettled',
      'Transfer',
      'AssessmentQuoted',
      'ModelAnnounced',
      'ModelRetired',
    ]) {
      const place = events.findIndex((event) => event.name === name)
      const books = replayEvents(events.filter((_, index) => index !== place))
      const { differences } = await compareWithChain(context, books, head)
      expect(books.faults.length + differences.length, name).toBeGreaterThan(0)
    }
  })
})

test('the worked example runs on a fresh chain and pays both lenders their share', async () => {
  const chain = await startAnvil()
  try {
    const lines: string[] = []
    const { claimed } = await lendAndRepay(chain.url, (line) => lines.push(line))
    expect(claimed).toEqual([606_000_000n, 404_000_000n])
    expect(lines.at(-1)).toBe('Alice claims 606000000 and Carol 404000000 base units.')
  } finally {
    await chain.close()
  }
})
